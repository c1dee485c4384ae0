create table webhook_endpoints (
  id uuid primary key,
  organization_id uuid not null references organizations on delete cascade,
  url bytea not null,
  hosts text[] not null,
  secret bytea not null,
  previous_secret bytea,
  previous_until timestamptz,
  events text[] not null,
  enabled boolean not null,
  failing_since timestamptz,
  created_at timestamptz not null
);
create index webhook_endpoints_of_organization on webhook_endpoints (organization_id);

create table webhook_deliveries (
  id uuid primary key,
  endpoint_id uuid not null references webhook_endpoints on delete cascade,
  organization_id uuid not null references organizations on delete cascade,
  event_id uuid not null,
  event text not null,
  of_kind text,
  of_id uuid,
  amount numeric(40),
  happened_at timestamptz not null,
  state text not null check (state in ('waiting', 'delivered', 'failed')),
  attempts integer not null,
  status integer,
  failure text,
  next_at timestamptz,
  done_at timestamptz
);
create index webhook_deliveries_of_endpoint on webhook_deliveries (endpoint_id, happened_at desc, id desc);
create index webhook_deliveries_of_organization on webhook_deliveries (organization_id);
create index webhook_deliveries_by_age on webhook_deliveries (happened_at);
