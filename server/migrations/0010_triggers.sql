create table trigger_events (
  id uuid primary key,
  project_id uuid not null,
  report_id uuid not null references reports (id),
  rule_id uuid not null,
  at timestamptz not null,
  action text not null,
  cause text not null,
  answer text not null,
  created_at timestamptz not null default now()
);
create index trigger_events_by_report on trigger_events (report_id);
create index trigger_events_by_project on trigger_events (project_id, created_at);
