create table root_keys (
  id text primary key,
  state text not null check (state in ('next', 'current', 'previous', 'retired')),
  wrapped bytea,
  created_at timestamptz not null default now(),
  current_since timestamptz,
  retire_after timestamptz,
  retired_at timestamptz,
  check ((state = 'retired') = (wrapped is null))
);
create unique index root_keys_only_current on root_keys (state) where state in ('next', 'current');

create table key_holders (
  id uuid primary key,
  name text not null,
  knows text[] not null,
  seals_with text not null,
  seen_at timestamptz not null default now()
);
create index key_holders_by_time on key_holders (seen_at);
