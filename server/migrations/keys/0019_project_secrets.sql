create table project_secrets (
  id uuid primary key,
  project_id uuid not null,
  purpose text not null check (purpose in ('visitor-hash', 'visitor-links')),
  secret bytea not null,
  created_at timestamptz not null default now(),
  unique (project_id, purpose)
);
