-- Divided by months: made ahead, dropped whole. Hashes, figures and verdicts only.
create table model_quality_checks (
  id uuid not null,
  at timestamptz not null,
  round_id uuid,
  source text not null check (source in ('probe', 'traffic', 'external', 'accepted')),
  kind text not null check (kind in ('fingerprint', 'eval', 'latency', 'route')),
  model text not null,
  provider text not null,
  provider_model text,
  channel_id uuid,
  item text,
  status text not null check (status in ('pass', 'warn', 'fail')),
  route_status text not null,
  http_status integer,
  latency_ms integer,
  first_byte_ms integer,
  slow_first_byte_ms integer,
  tokens_per_second double precision,
  score double precision,
  sample integer,
  prompt_hash text check (prompt_hash ~ '^[0-9a-f]{64}$'),
  response_hash text check (response_hash ~ '^[0-9a-f]{64}$')
) partition by range (at);
create unique index model_quality_checks_once on model_quality_checks (id, at);
create index model_quality_checks_by_model on model_quality_checks (model, kind, at);
create index model_quality_checks_by_channel on model_quality_checks (channel_id, model, kind, at);
create index model_quality_checks_by_round on model_quality_checks (round_id) where round_id is not null;

create table model_quality_settings (
  only_one boolean primary key default true check (only_one),
  probing text not null check (probing in ('auto', 'on', 'off')),
  rounds_per_day integer not null check (rounds_per_day between 1 and 24),
  last_round_at timestamptz,
  looked_at timestamptz,
  watched integer not null default 0,
  active boolean not null default false
);
