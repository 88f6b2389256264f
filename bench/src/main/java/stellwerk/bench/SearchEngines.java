package stellwerk.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import stellwerk.bench.SearchQuestions.Question;
import stellwerk.crawler.archive.Address;
import stellwerk.crawler.ledger.Ledger;
import stellwerk.crawler.ledger.LedgerEntry;
import stellwerk.crawler.site.Rights;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.index.Analysers;
import stellwerk.indexer.index.IndexedPosting;
import stellwerk.indexer.index.Indexes;
import stellwerk.indexer.index.PostingCodec;
import stellwerk.indexer.index.SearchIndex;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.query.Facet;
import stellwerk.indexer.query.Filter;
import stellwerk.indexer.query.Filter.Field;
import stellwerk.indexer.query.Query;
import stellwerk.indexer.query.Sort;
import stellwerk.indexer.query.Synonyms;
import stellwerk.indexer.release.Outlet;
import stellwerk.indexer.release.Releases;
import stellwerk.indexer.store.PostingJson;
import stellwerk.indexer.store.Stores;
import stellwerk.search.Operations;
import stellwerk.search.SearchApi;
import stellwerk.search.catalogue.Sites;
import stellwerk.search.catalogue.Sources;
import stellwerk.search.http.ServerSettings;

/// The engines that are asked the same questions.
final class SearchEngines {
  private SearchEngines() {}

  /// Answers questions; used by one thread at a time.
  interface Engine extends AutoCloseable {
    String name();

    /// Answers a question with its twenty best, whole; -1 if this engine cannot be asked so.
    ///
    /// @return how many it answered, so that nobody can skip the work
    int ask(Question question);

    @Override
    void close();
  }

  /// The product's index, in this process.
  record Embedded(SearchIndex index) implements Engine {
    static Embedded open(Path folder) {
      return new Embedded(
          Indexes.open(
              Address.parse("lucene:" + folder),
              new JsonCodec(),
              new Analysers(),
              Synonyms.NONE,
              InstantSource.fixed(SearchCorpus.NOW)));
    }

    @Override
    public String name() {
      return "Stellwerk, in process";
    }

    /// Puts a range of the corpus in.
    void apply(SearchCorpus corpus, int from, int until) {
      Set<Outlet> all = EnumSet.allOf(Outlet.class);
      List<IndexedPosting> batch =
          IntStream.range(from, until)
              .mapToObj(corpus::posting)
              .map(posting -> new IndexedPosting(posting, all, all, List.of(), true))
              .toList();
      index.apply(batch, List.of(), until);
    }

    @Override
    public int ask(Question question) {
      if (question instanceof Question.Begun(String typed)) {
        return index.suggest(typed, 10).size();
      }
      return index.search(query(question)).items().size();
    }

    private static Query query(Question question) {
      return switch (question) {
        case Question.Words(List<String> words) ->
            query(String.join(" ", words), List.of(), List.of(), Sort.RELEVANCE);
        case Question.Phrase(List<String> words) ->
            query("\"" + String.join(" ", words) + "\"", List.of(), List.of(), Sort.RELEVANCE);
        case Question.Newest(String word) ->
            query(
                word,
                List.of(new Filter.AnyOf(Field.REMOTE, Set.of("remote"))),
                List.of(),
                Sort.NEWEST);
        case Question.Counted(String word) ->
            query(
                word,
                List.of(new Filter.AnyOf(Field.REMOTE, Set.of("remote"))),
                List.of(Field.WORKING_TIME, Field.CONTRACT, Field.REGION, Field.SKILL, Field.PAY),
                Sort.NEWEST);
        case Question.Around(String word, double latitude, double longitude) ->
            query(
                word, List.of(new Filter.Near(latitude, longitude, 50)), List.of(), Sort.RELEVANCE);
        case Question.Sideways(Set<String> regions, Set<String> contracts) ->
            query(
                "",
                List.of(
                    new Filter.AnyOf(Field.REGION, regions),
                    new Filter.AnyOf(Field.CONTRACT, contracts)),
                List.of(Field.REGION, Field.CONTRACT, Field.WORKING_TIME, Field.SKILL),
                Sort.NEWEST);
        case Question.Everything(var least, var unit) ->
            query(
                "",
                List.of(new Filter.PayAtLeast(least, unit)),
                Stream.of(Field.values()).toList(),
                Sort.NEWEST);
        case Question.Begun _ -> throw new IllegalArgumentException("no search");
      };
    }

    private static Query query(String words, List<Filter> filters, List<Field> facets, Sort sort) {
      return new Query(
          words,
          Outlet.API,
          Query.Group.VACANCY,
          filters,
          facets.stream().map(field -> new Facet(field, 10)).toList(),
          sort,
          20,
          Query.From.START,
          false);
    }

    @Override
    public void close() {
      index.close();
    }
  }

  /// The same through the service's own door, on one kept-alive connection. Its store is empty, so
  /// no sighting is newer than the index knows.
  static final class OverHttp implements Engine {
    private final SearchApi api;
    private final HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    OverHttp(SearchIndex index, Stores stores) {
      Sites sites =
          new Sites() {
            @Override
            public Optional<String> kind(SiteId site) {
              return Optional.of("html");
            }

            @Override
            public Summary summary() {
              return new Summary(12, 12, SearchCorpus.NOW, null, false);
            }
          };
      Sources sources =
          new Sources(
              index,
              stores.postings(),
              stores.shelf(),
              new Releases(everybodyAllows()),
              _ -> Optional.empty(),
              sites,
              List.of(),
              _ -> Optional.empty(),
              InstantSource.fixed(SearchCorpus.NOW),
              "bench");
      ServerSettings settings =
          new ServerSettings(
              "127.0.0.1",
              0,
              "127.0.0.1",
              0,
              "http://localhost",
              List.of(),
              Integer.MAX_VALUE,
              Integer.MAX_VALUE,
              8_000,
              List.of());
      api = SearchApi.start(sources, settings, Operations.NONE, new Random(1));
    }

    int port() {
      return api.port();
    }

    private static Ledger everybodyAllows() {
      return (Ledger)
          Proxy.newProxyInstance(
              Ledger.class.getClassLoader(),
              new Class<?>[] {Ledger.class},
              (_, method, arguments) -> {
                if (!method.getName().equals("entry") || arguments == null) {
                  throw new UnsupportedOperationException(method.getName());
                }
                return Optional.of(
                    new LedgerEntry(
                        (SiteId) arguments[0], "Bench", Rights.linkOnly("Bench"), List.of()));
              });
    }

    @Override
    public String name() {
      return "Stellwerk, HTTP";
    }

    @Override
    public int ask(Question question) {
      String path =
          switch (question) {
            case Question.Words(List<String> words) ->
                "/v1/jobs?q=" + encoded(String.join(" ", words));
            case Question.Phrase(List<String> words) ->
                "/v1/jobs?q=" + encoded("\"" + String.join(" ", words) + "\"");
            case Question.Newest(String word) ->
                "/v1/jobs?remote=remote&sort=-date_posted&q=" + encoded(word);
            case Question.Counted(String word) ->
                "/v1/jobs?remote=remote&sort=-date_posted&facets=working_time,contract,region,skill,pay&pay_unit=YEAR&q="
                    + encoded(word);
            case Question.Around(String word, double latitude, double longitude) ->
                "/v1/jobs?radius_km=50&location="
                    + latitude
                    + ","
                    + longitude
                    + "&q="
                    + encoded(word);
            case Question.Begun(String typed) -> "/v1/suggest?q=" + encoded(typed);
            case Question.Sideways(Set<String> regions, Set<String> contracts) ->
                "/v1/jobs?facets=region,contract,working_time,skill&"
                    + Stream.concat(
                            regions.stream().map(it -> "region=" + it),
                            contracts.stream().map(it -> "contract=" + it))
                        .collect(Collectors.joining("&"));
            case Question.Everything(var least, var unit) ->
                "/v1/jobs?pay_unit="
                    + unit
                    + "&pay_min="
                    + least
                    + "&facets=region,working_time,contract,remote,tier,eligibility,skill,soft_skill,task,employer,site,"
                    + "pay_unit,pay,language,posted_week";
          };
      try {
        HttpResponse<byte[]> answer =
            client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
          throw new IllegalStateException(path + ": " + new String(answer.body(), UTF_8));
        }
        return answer.body().length;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static String encoded(String words) {
      return java.net.URLEncoder.encode(words, UTF_8);
    }

    @Override
    public void close() {
      client.close();
      api.close();
    }
  }

  /// Postings in the index are written as in the store.
  static final class JsonCodec implements PostingCodec {
    private final PostingJson json = new PostingJson();

    @Override
    public byte[] write(Posting posting) {
      return json.write(posting).getBytes(UTF_8);
    }

    @Override
    public Posting read(byte[] bytes) {
      return json.posting(new String(bytes, UTF_8));
    }
  }
}
