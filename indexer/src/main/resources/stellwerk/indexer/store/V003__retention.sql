-- How far the change log was pruned: the last number that is gone, and when that change was made.
alter table change_counter add column pruned bigint not null default 0;

alter table change_counter add column pruned_at bigint;

-- Why an open posting is withheld from all outputs: SITE_STALE or TOO_OLD; null while it is not.
alter table posting add column hidden text;

create index posting_closed on posting (closed_at) where closed_at is not null;

-- How a site's crawls go, and when somebody was last told about it.
create table site_state (
  site    text   not null primary key,
  state   text   not null,
  cause   text,
  detail  text   not null,
  verdict text,
  crawl   text,
  since   bigint not null,
  -- when somebody was last told; null while nobody was
  told_at bigint,
  -- when an operator last let it go on; failures before that no longer count
  resumed_at bigint
);
