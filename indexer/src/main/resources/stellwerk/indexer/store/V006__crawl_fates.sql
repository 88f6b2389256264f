-- What became of every address of a site's newest crawls: compressed lines, a code and an address each.
create table crawl_fates (
  crawl   text   not null primary key,
  site    text   not null,
  started bigint not null,
  fates   blob   not null
);

create index crawl_fates_of_site on crawl_fates (site, started);
