-- Amounts are whole numbers of 10⁻¹² US dollars.
create table api_keys (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  project_id uuid references projects (id),
  member_id uuid references users (id),
  name text not null,
  prefix text not null,
  sha256 bytea not null unique,
  models text[] not null,
  endpoints text[] not null,
  networks text[] not null,
  requests_per_minute integer check (requests_per_minute > 0),
  tokens_per_minute integer check (tokens_per_minute > 0),
  concurrent integer check (concurrent > 0),
  spend_per_day numeric(38,0) check (spend_per_day >= 0),
  spend_per_month numeric(38,0) check (spend_per_month >= 0),
  created_at timestamptz not null,
  ends_at timestamptz,
  revoked_at timestamptz,
  rotated_from uuid
);
create index api_keys_by_organization on api_keys (organization_id);
create index api_keys_by_project on api_keys (project_id);
create index api_keys_by_member on api_keys (member_id);
create index api_keys_by_end on api_keys (ends_at);

-- Of the whole organization where it names neither a project nor a member.
create table relay_limits (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  project_id uuid references projects (id),
  member_id uuid references users (id),
  requests_per_minute integer check (requests_per_minute > 0),
  tokens_per_minute integer check (tokens_per_minute > 0),
  concurrent integer check (concurrent > 0),
  spend_per_day numeric(38,0) check (spend_per_day >= 0),
  spend_per_month numeric(38,0) check (spend_per_month >= 0),
  own_keys boolean not null,
  unique nulls not distinct (organization_id, project_id, member_id)
);
create index relay_limits_by_project on relay_limits (project_id);
create index relay_limits_by_member on relay_limits (member_id);

create table key_spend (
  key_id uuid not null references api_keys (id),
  organization_id uuid not null references organizations (id),
  project_id uuid references projects (id),
  member_id uuid references users (id),
  day timestamptz not null,
  amount numeric(38,0) not null,
  primary key (key_id, day)
);
create index key_spend_by_day on key_spend (day);
create index key_spend_by_organization on key_spend (organization_id, day);
create index key_spend_by_project on key_spend (project_id, day);
create index key_spend_by_member on key_spend (member_id, day);
