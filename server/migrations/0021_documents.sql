alter table document_versions
  add column id uuid not null default gen_random_uuid(),
  add column project_id uuid,
  add column number integer not null default 0,
  add column release text,
  add column previous_seal text,
  add column seal text,
  add column signature text;

update document_versions as version
set number = numbered.place
from (
  select hash, row_number() over (partition by kind order by first_published_at, hash) as place
  from document_versions
) as numbered
where numbered.hash = version.hash;

alter table document_versions
  alter column id drop default,
  alter column number drop default,
  drop constraint document_versions_pkey,
  add primary key (id);
-- The same content may be true again: what is unique is a place in the chain.
create unique index document_versions_chain on document_versions (kind, project_id, number) nulls not distinct;
create index document_versions_by_hash on document_versions (hash);
create index document_versions_by_project on document_versions (project_id);

create table document_answers (
  id uuid primary key,
  organization_id uuid,
  project_id uuid,
  answers jsonb not null,
  changed_at timestamptz not null default now()
);
create unique index document_answers_of on document_answers (organization_id, project_id) nulls not distinct;
create index document_answers_by_project on document_answers (project_id);

create table published_documents (
  project_id uuid primary key,
  token text not null unique,
  published_at timestamptz not null default now()
);

create table recipient_notices (
  id uuid primary key,
  recipient_id text not null,
  change text not null check (change in ('known', 'announced', 'added', 'removed')),
  name text not null,
  notice text not null,
  announced_at timestamptz not null default now(),
  effective_at timestamptz not null
);
create index recipient_notices_by_recipient on recipient_notices (recipient_id, announced_at);
