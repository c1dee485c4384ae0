create table own_region (
  region text primary key,
  claimed_at timestamptz not null default now(),
  journal_read_at timestamptz
);
