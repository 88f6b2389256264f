-- What operators decided about postings. No reference to the posting: a ruling outlives it.
create table ruling (
  number  integer not null primary key,
  posting text    not null,
  -- same, not_same, member, not_member, closed, takedown
  kind    text    not null,
  -- the other posting, or the occupation
  about   text,
  tier    text,
  by_whom text    not null,
  at      bigint  not null,
  why     text    not null
);

create index ruling_about_posting on ruling (posting, number);
