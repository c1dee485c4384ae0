create table drift_checks (
  id uuid primary key,
  started_at timestamptz not null,
  finished_at timestamptz,
  asked boolean not null,
  looked jsonb not null,
  progress jsonb,
  differences integer
);
create index drift_checks_by_start on drift_checks (started_at);

create table drift_differences (
  id uuid primary key,
  code text not null,
  place text not null,
  what text not null,
  write text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  gone_at timestamptz
);
create unique index drift_differences_open on drift_differences (code, place) where gone_at is null;
create index drift_differences_by_last on drift_differences (last_seen_at);
