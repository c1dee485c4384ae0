create table migrations (
  name text primary key,
  applied_at timestamptz not null default now()
);

create table ephemeral_entries (
  key text not null,
  member text not null,
  value text,
  score double precision,
  expires_at timestamptz not null,
  primary key (key, member)
);
create index ephemeral_entries_by_expiry on ephemeral_entries (expires_at);

create table platform_secrets (
  name text primary key,
  sealed bytea not null,
  created_at timestamptz not null default now()
);
