create table erasures (
  id uuid primary key,
  subject_kind text not null,
  subject_id uuid not null,
  project_id uuid not null,
  requested_by uuid,
  requested_at timestamptz not null default now(),
  region text not null,
  state text not null check (state in ('pending', 'done', 'failed')),
  found jsonb not null,
  stores jsonb not null,
  finished_at timestamptz
);
create index erasures_by_project on erasures (project_id, requested_at desc);

create table sweeps (
  id uuid primary key,
  started_at timestamptz not null,
  finished_at timestamptz,
  erased jsonb not null,
  lateness jsonb not null
);

create table document_versions (
  hash text primary key,
  kind text not null,
  content text not null,
  first_published_at timestamptz not null default now()
);
