create table tombstones (
  id uuid primary key,
  erased_at timestamptz not null default now()
);
create index tombstones_by_age on tombstones (erased_at);

-- Every preflight of the intake asks whether any project names the site.
create index projects_by_origin on projects using gin (origins);
