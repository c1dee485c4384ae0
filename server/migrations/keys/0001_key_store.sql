create table migrations (
  name text primary key,
  applied_at timestamptz not null default now()
);

create table data_keys (
  id uuid primary key,
  project_id uuid not null,
  recording_id uuid,
  wrapped bytea not null,
  created_at timestamptz not null default now(),
  unique nulls not distinct (project_id, recording_id)
);
create index data_keys_by_recording on data_keys (recording_id);

create table tombstones (
  id uuid primary key,
  kind text,
  erased_at timestamptz not null default now()
);
create index tombstones_by_age on tombstones (erased_at);
