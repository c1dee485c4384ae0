create table prices (
  id uuid primary key,
  provider text not null,
  model text not null,
  side text not null check (side in ('buy', 'sell')),
  source text not null check (source in ('list', 'platform')),
  valid_from timestamptz not null,
  each jsonb not null,
  tiers jsonb not null,
  per_request numeric(38,0) not null,
  margin integer check (margin between -10000 and 1000000),
  set_at timestamptz not null,
  unique (provider, model, side, source, valid_from)
);
