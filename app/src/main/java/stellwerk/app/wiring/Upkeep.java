package stellwerk.app.wiring;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stellwerk.app.alert.AlertDesk;
import stellwerk.app.alert.Channel;
import stellwerk.app.alert.Mail;
import stellwerk.app.alert.Webhook;
import stellwerk.app.config.Configuration;
import stellwerk.app.config.Settings;
import stellwerk.crawler.SiteWatch;
import stellwerk.crawler.site.Site;
import stellwerk.crawler.verdict.SiteStates.Noted;
import stellwerk.indexer.Housekeeping;
import stellwerk.indexer.store.crawl.SqlSiteStates;

/// What keeps an installation in order beside the crawls: looks how sites are, tells who is to be
/// told, withholds what nobody can vouch for, and lets go of what is old.
public final class Upkeep {
  private final Wiring wiring;
  private final SiteWatch watch;
  private final AlertDesk desk;
  private final Housekeeping house;

  Upkeep(Wiring wiring) {
    this.wiring = wiring;
    Configuration configuration = wiring.configuration();
    Settings settings = configuration.settings();
    desk =
        new AlertDesk(
            channels(wiring),
            site -> configuration.alerted().getOrDefault(site, List.of()),
            settings.alerts().quiet(),
            operations(settings),
            wiring.clock());
    watch =
        new SiteWatch(
            wiring.history(),
            new SqlSiteStates(wiring.stores().database()),
            wiring.orders(),
            desk,
            wiring.clock());
    house =
        new Housekeeping(
            wiring.stores(),
            wiring.closings(),
            wiring.archive(),
            configuration::sites,
            wiring.index()::committedNumber,
            settings.retention(),
            wiring.clock());
  }

  private static Map<String, Channel> channels(Wiring wiring) {
    Map<String, Channel> channels = new HashMap<>();
    wiring
        .configuration()
        .settings()
        .alerts()
        .channels()
        .forEach((name, channel) ->
            channels.put(
                name,
                switch (channel) {
                  case Settings.Channel.ToWebhook(URI url, Webhook.Format format) ->
                      new Webhook(url, format);
                  case Settings.Channel.ByMail(
                          String host,
                          int port,
                          String from,
                          List<String> to) ->
                      new Mail(host, port, from, to, wiring.clock());
                }));
    return channels;
  }

  private static @Nullable URI operations(Settings settings) {
    Settings.Admin admin = settings.admin();
    return admin.port() == 0 ? null : URI.create("http://" + admin.bind() + ":" + admin.port());
  }

  /// A site was crawled: looks how it is now, and what of it may be shown.
  public void afterCrawl(Site site) {
    watch.look(site);
    house.withhold(site, watch.outOfDate(site));
  }

  /// Looks at all sites that are crawled.
  public void lookAround() {
    wiring.configuration().sites().stream().filter(Site::enabled).forEach(this::afterCrawl);
  }

  /// Does what is due every day.
  public Housekeeping.Tidied tidy() {
    wiring.index().commit();
    return house.tidy();
  }

  /// Sends the alerts that wait.
  ///
  /// @return how many were sent
  public int passAlerts() throws InterruptedException {
    return desk.pass();
  }

  /// How a site is; what is not crawled is as it was.
  public Noted state(Site site) {
    return watch
        .noted(site.id())
        .orElseGet(() ->
            new Noted(
                stellwerk.crawler.verdict.SiteHealth.NEW, wiring.clock().instant(), null, null));
  }
}
