-- Instants are milliseconds since 1970 in UTC, dates are ISO 8601, documents are JSON.
-- Only what SQL itself filters or orders by has a column.

create table posting (
  id                text    not null primary key,
  site              text    not null,
  key               text    not null,
  url               text    not null,
  vacancy           text    not null,
  first_seen        bigint  not null,
  last_seen         bigint  not null,
  last_verified     bigint  not null,
  closed_at         bigint,
  closed_reason     text,
  repost_count      integer not null,
  purged            integer not null default 0,
  raw_digest        text    not null,
  crawl             text    not null,
  change_number     bigint  not null,
  valid_through     text,
  -- the public names of the fields that it states, each between commas
  stated            text    not null,
  -- since when complete crawls have not listed it; null while they do
  absent_since      bigint,
  -- when its own page first said that it is closed; null while it does not
  said_closed_since bigint,
  -- the deadline after which a complete crawl still listed it
  outlived          text,
  unique (site, key)
);

create index posting_of_vacancy on posting (vacancy);

create index posting_at_page on posting (site, url);

create index posting_open on posting (site, closed_at);

create index posting_due on posting (valid_through) where closed_at is null;

-- Apart from the row above, which every crawl touches: SQLite writes a row as a whole.
create table posting_text (
  posting  text   not null primary key references posting (id),
  document text   not null,
  raw      text   not null,
  taken_at bigint not null
);

create table change_counter (
  one    integer not null primary key check (one = 1),
  number bigint  not null
);

insert into change_counter (one, number) values (1, 0);

create table change (
  number  bigint not null primary key,
  posting text   not null,
  event   text   not null,
  at      bigint not null
);

create index change_of_posting on change (posting, number);

create table held_closing (
  crawl   text not null,
  posting text not null,
  site    text not null,
  reason  text not null,
  -- when it was last seen as the closing was held: one seen since then stays open
  last_seen bigint not null,
  primary key (crawl, posting)
);

create index held_closing_of_site on held_closing (site);

create table shelf (
  name    text   not null primary key,
  content blob   not null,
  at      bigint not null
);

create table crawl_report (
  id      text   not null primary key,
  site    text   not null,
  started bigint not null,
  report  text   not null
);

create index crawl_report_of_site on crawl_report (site, started);

create table answer (
  site     text   not null,
  identity text   not null,
  document text   not null,
  at       bigint not null,
  primary key (site, identity)
);

create table robots_copy (
  authority text    not null primary key,
  status    integer not null,
  body      text    not null,
  at        bigint  not null,
  expires   bigint  not null
);

create table host_pause (
  host  text   not null primary key,
  until bigint not null,
  why   text   not null
);

create table ledger (
  site   text not null primary key,
  name   text not null,
  rights text not null
);

create table ledger_finding (
  site   text   not null,
  source text   not null,
  said   text   not null,
  at     bigint not null,
  primary key (site, source, said)
);

create table site_order (
  number integer not null primary key,
  site   text    not null,
  kind   text    not null,
  crawl  text,
  given_by text  not null,
  at     bigint  not null,
  taken  integer not null default 0
);

create table site_pause (
  site text   not null primary key,
  by_whom text not null,
  at   bigint not null
);
