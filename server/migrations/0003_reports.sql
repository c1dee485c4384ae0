create table reports (
  id uuid primary key,
  project_id uuid not null,
  title text not null,
  status text not null check (status in ('new', 'triaged', 'in progress', 'resolved', 'closed', 'duplicate')),
  assignee_id uuid,
  page_url text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  received_at timestamptz
);
create index reports_by_project on reports (project_id, created_at desc, id desc);
create index reports_by_assignee on reports (assignee_id) where assignee_id is not null;

create table recordings (
  id uuid primary key,
  project_id uuid not null,
  report_id uuid references reports (id),
  state text not null check (state in ('receiving', 'complete')),
  started_at timestamptz not null,
  ended_at timestamptz not null,
  chunks integer not null,
  description bytea not null,
  console bytea not null,
  timeline bytea not null,
  context bytea not null,
  environment bytea not null,
  errors integer not null,
  failed_requests integer not null,
  policy_hash text not null,
  mask_counts jsonb not null,
  redacted_counts jsonb not null,
  created_at timestamptz not null default now(),
  completed_at timestamptz
);
create index recordings_by_project on recordings (project_id, created_at);
create index recordings_by_report on recordings (report_id);

create table recording_blocks (
  recording_id uuid not null references recordings (id),
  seq integer not null,
  sha256 bytea not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  events integer not null,
  stored_bytes bigint not null,
  keyframe_bytes bigint,
  created_at timestamptz not null default now(),
  primary key (recording_id, seq)
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
