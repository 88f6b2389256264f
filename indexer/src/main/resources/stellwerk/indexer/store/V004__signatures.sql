-- What is compared of postings to find vacancies. All of it can be taken again from the postings.
create table signature (
  number   integer not null primary key,
  posting  text    not null unique references posting (id) on delete cascade,
  version  integer not null,
  document blob    not null
);

-- Postings that share a hash are worth comparing.
create table signature_key (
  hash   bigint  not null,
  number integer not null references signature (number) on delete cascade
);

create index signature_key_hash on signature_key (hash, number);

create index signature_key_number on signature_key (number);
