-- How a host has fared of late: the circuit breaker and the back-off of the crawler hold across restarts.
create table host_troubles (
  host      text    not null primary key,
  in_a_row  integer not null,
  level     integer not null,
  why       text    not null,
  suspended integer not null
);
