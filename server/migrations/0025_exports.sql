create table data_exports (
  id uuid primary key,
  subject_kind text not null,
  subject_id uuid not null,
  organization_id uuid,
  project_id uuid,
  report_id uuid,
  recording_id uuid,
  member_id uuid,
  requested_by uuid,
  requested_at timestamptz not null default now(),
  state text not null check (state in ('waiting', 'running', 'ready', 'failed')),
  tries integer not null default 0,
  attempt uuid,
  parts integer not null default 0,
  parts_done integer not null default 0,
  stored_bytes bigint,
  manifest_sha256 bytea,
  finished_at timestamptz,
  expires_at timestamptz not null
);
create index data_exports_by_organization on data_exports (organization_id);
create index data_exports_by_project on data_exports (project_id, requested_at desc);
create index data_exports_by_report on data_exports (report_id);
create index data_exports_by_recording on data_exports (recording_id);
create index data_exports_by_member on data_exports (member_id);
create index data_exports_by_requester on data_exports (requested_by, requested_at desc);
create index data_exports_by_expiry on data_exports (expires_at);

