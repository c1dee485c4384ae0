alter table organizations
  add column request_log_days integer not null default 30 check (request_log_days between 1 and 365);

-- Divided by months: made ahead, dropped whole. Only ever added to, so no constraints to other tables.
create table request_log (
  request_id uuid not null,
  at timestamptz not null,
  organization_id uuid not null,
  project_id uuid,
  member_id uuid,
  key_id uuid not null,
  model text not null,
  provider text not null,
  channel_id uuid,
  endpoint text not null,
  status integer not null,
  outcome text not null,
  attempts integer not null,
  first_byte_ms integer,
  total_ms integer not null,
  overhead_ms double precision not null,
  input_tokens integer not null,
  output_tokens integer not null,
  cost bigint not null,
  billed boolean not null,
  stream boolean not null,
  network text,
  user_agent text not null
) partition by range (at);
create unique index request_log_of_organization on request_log (organization_id, at, request_id);

create table usage_records (
  request_id uuid not null,
  at timestamptz not null,
  organization_id uuid not null,
  project_id uuid,
  member_id uuid,
  key_id uuid not null,
  model text not null,
  provider text not null,
  channel_id uuid,
  input bigint not null,
  cached_input bigint not null,
  cache_write bigint not null,
  cache_write_long bigint not null,
  output bigint not null,
  reasoning bigint not null,
  audio_input bigint not null,
  audio_output bigint not null,
  images bigint not null,
  characters bigint not null,
  sound_ms bigint not null,
  cost bigint not null,
  buy_cost bigint not null,
  billed boolean not null,
  unique (request_id, at)
) partition by range (at);
create index usage_records_of_organization on usage_records (organization_id, at);

create table usage_hours (
  hour timestamptz not null,
  organization_id uuid not null,
  project_id uuid,
  member_id uuid,
  key_id uuid not null,
  model text not null,
  requests bigint not null,
  errors bigint not null,
  input bigint not null,
  cached_input bigint not null,
  cache_write bigint not null,
  output bigint not null,
  reasoning bigint not null,
  cost numeric(40) not null,
  buy_cost numeric(40) not null,
  unique nulls not distinct (organization_id, hour, key_id, model, project_id, member_id)
) partition by range (hour);
