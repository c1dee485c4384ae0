create table relay_channels (
  id uuid primary key,
  organization_id uuid references organizations (id),
  provider text not null,
  name text not null,
  base_url text not null,
  hosts text[] not null,
  credential bytea not null,
  region text,
  weight integer not null check (weight >= 0),
  state text not null check (state in ('on', 'off', 'draining')),
  concurrent integer check (concurrent > 0),
  connect_ms integer not null,
  first_token_ms integer not null,
  idle_ms integer not null,
  total_ms integer not null,
  tested_at timestamptz,
  created_at timestamptz not null
);
create index relay_channels_by_organization on relay_channels (organization_id);

create table relay_routes (
  id uuid primary key,
  organization_id uuid references organizations (id),
  model text not null,
  strategy text not null check (strategy in ('priority', 'weighted', 'latency', 'cost')),
  attempts integer not null check (attempts > 0),
  created_at timestamptz not null,
  unique nulls not distinct (organization_id, model)
);

create table relay_targets (
  id uuid primary key,
  organization_id uuid references organizations (id),
  route_id uuid not null references relay_routes (id),
  channel_id uuid not null references relay_channels (id),
  model text not null,
  priority integer not null,
  weight integer not null check (weight >= 0)
);
create index relay_targets_by_route on relay_targets (route_id);
create index relay_targets_by_channel on relay_targets (channel_id);

create table provider_credentials (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  provider text not null,
  name text not null,
  base_url text not null,
  hosts text[] not null,
  credential bytea not null,
  tested_at timestamptz,
  created_at timestamptz not null
);
create index provider_credentials_by_organization on provider_credentials (organization_id);
