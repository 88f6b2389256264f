package stellwerk.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import stellwerk.crawler.site.SiteId;
import stellwerk.indexer.dedupe.Grouping;
import stellwerk.indexer.posting.Employer;
import stellwerk.indexer.posting.Evidence;
import stellwerk.indexer.posting.Fact;
import stellwerk.indexer.posting.Lifespan;
import stellwerk.indexer.posting.Place;
import stellwerk.indexer.posting.Posting;
import stellwerk.indexer.posting.PostingId;

/// Many postings out of a few thousand texts: postings of jobs that are nobody's duplicates, and
/// among them what the Web makes of one job: copies at other sites, other cities, another frame.
///
/// A text is made another job by taking its sentences from two texts and by other words in every
/// fifth place: so two jobs of one employer share its phrases and not its text.
final class Mutations {
  private static final List<String> CITIES =
      List.of("Berlin", "Hamburg", "München", "Köln", "Leipzig", "Bremen", "Kassel", "Ulm");

  private final List<Posting> texts;
  private final Random random = new Random(4711);

  Mutations(List<Posting> texts) {
    this.texts = texts;
  }

  /// So many postings, in pieces that are made when they are asked for; about seven of ten jobs
  /// have one posting, the others two to five.
  Iterable<List<Posting>> pieces(int count, int atOnce) {
    return () ->
        Stream.iterate(0, from -> from < count, from -> from + atOnce)
            .map(from -> piece(from, Math.min(count, from + atOnce)))
            .iterator();
  }

  private List<Posting> piece(int from, int until) {
    List<Posting> postings = new ArrayList<>();
    while (from + postings.size() < until) {
      Posting job = job(from + postings.size());
      postings.add(job);
      int more = random.nextInt(10) < 7 ? 0 : 1 + random.nextInt(4);
      for (int i = 0; i < more && from + postings.size() < until; i++) {
        postings.add(copy(job, from + postings.size()));
      }
    }
    return postings;
  }

  private Posting job(int number) {
    Posting one = texts.get(random.nextInt(texts.size()));
    String[] sentences = text(one).split("(?<=[.!?])\\s+", -1);
    String[] others = text(texts.get(random.nextInt(texts.size()))).split("(?<=[.!?])\\s+", -1);
    StringBuilder text = new StringBuilder();
    for (String sentence : sentences) {
      boolean other = random.nextInt(4) == 0;
      text.append(other ? others[random.nextInt(others.length)] : worked(sentence)).append(' ');
    }
    String title = one.title().known().orElse("Stelle");
    String employer = one.employer().known().map(Employer::name).orElse("") + " " + number % 40;
    return posting(one, number, title, employer, text.toString(), number % CITIES.size());
  }

  private String worked(String sentence) {
    String[] words = sentence.split(" ", -1);
    for (int i = 0; i < words.length; i++) {
      if (random.nextInt(20) == 0) {
        words[i] = words[random.nextInt(words.length)];
      }
    }
    return String.join(" ", words);
  }

  private Posting copy(Posting job, int number) {
    String text = text(job);
    String changed =
        switch (random.nextInt(3)) {
          case 0 -> text;
          case 1 -> text + " Bewerben Sie sich über unser Portal, Stelle " + number + ".";
          default -> text.substring(Math.min(text.length(), 40));
        };
    String employer = job.employer().known().map(Employer::name).orElse("");
    return posting(
        job,
        number,
        job.title().known().orElse(""),
        employer + " GmbH",
        changed,
        random.nextInt(CITIES.size()));
  }

  private static String text(Posting posting) {
    return posting.description().known().orElse("");
  }

  private static Posting posting(
      Posting like, int number, String title, String employer, String text, int city) {
    PostingId id = new PostingId("j_%016d".formatted(number));
    Evidence evidence = Evidence.structured("", "bench");
    Place place = new Place(CITIES.get(city), null, null, "DE", null, null);
    return new Posting(
        id,
        new SiteId("bench"),
        "n" + number,
        URI.create("https://bench.invalid/" + number),
        Grouping.alone(id),
        Fact.known(title, evidence),
        Fact.known(new Employer(employer, null), evidence),
        List.of(new Fact.Known<>(place, Evidence.structured(CITIES.get(city), "bench"))),
        like.remote(),
        like.eligibility(),
        like.workingTime(),
        like.contract(),
        like.pay(),
        like.tasks(),
        like.skills(),
        like.softSkills(),
        like.requirements(),
        like.conditions(),
        like.terms(),
        like.about(),
        like.language(),
        like.datePosted(),
        like.validThrough(),
        Fact.known(text, evidence),
        like.membership(),
        like.flags(),
        new Lifespan(Postings.SEEN, Postings.SEEN, Postings.SEEN, null, null, 0));
  }
}
