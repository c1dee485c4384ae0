create table visitors (
  id uuid primary key,
  project_id uuid not null,
  external_hash uuid not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  unique (project_id, external_hash)
);
create index visitors_by_age on visitors (project_id, last_seen_at);

alter table reports add column visitor_id uuid references visitors (id);
create index reports_by_visitor on reports (visitor_id) where visitor_id is not null;
alter table recordings add column visitor_id uuid references visitors (id);
create index recordings_by_visitor on recordings (visitor_id) where visitor_id is not null;

-- One plan for every kind of subject: some belong to no project, some to several regions.
alter table erasures alter column project_id drop not null;
alter table erasures
  add column organization_id uuid,
  add column subject_hash uuid,
  add column regions text[] not null default '{}',
  add column asked_by text not null default 'member' check (asked_by in ('member', 'visitor', 'operator')),
  add column idempotency_hash bytea,
  add column steps jsonb not null default '{}',
  add column receipt jsonb;
update erasures set regions = array[region],
  organization_id = (select organization_id from projects where projects.id = erasures.project_id);
alter table erasures drop column region;
create index erasures_by_organization on erasures (organization_id, requested_at desc);
create index erasures_by_subject on erasures (subject_id, requested_at desc);
create index erasures_by_hash on erasures (subject_hash, requested_at desc) where subject_hash is not null;
create index erasures_by_asker on erasures (requested_by, requested_at desc) where requested_by is not null;
create unique index erasures_once on erasures (idempotency_hash) where idempotency_hash is not null;
