create table organizations (
  id uuid primary key,
  name text not null,
  code text not null unique,
  billing_email text,
  alert_email text,
  created_at timestamptz not null default now()
);

create table users (
  id uuid primary key,
  email text not null unique,
  display_name text not null,
  password_hash text,
  platform_admin boolean not null default false,
  created_at timestamptz not null default now()
);

create table projects (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  name text not null,
  public_key text not null unique,
  origins text[] not null,
  masking jsonb not null,
  retention_days integer not null check (retention_days between 1 and 730),
  recording_seconds integer not null check (recording_seconds between 0 and 600),
  region text not null,
  created_at timestamptz not null default now()
);
create index projects_by_organization on projects (organization_id);

create table agent_memberships (
  id uuid primary key,
  user_id uuid not null references users (id),
  organization_id uuid not null references organizations (id),
  project_id uuid references projects (id),
  role text not null check (role in ('admin', 'agent', 'viewer')),
  created_at timestamptz not null default now(),
  unique nulls not distinct (user_id, organization_id, project_id)
);
create index agent_memberships_by_organization on agent_memberships (organization_id);
create index agent_memberships_by_project on agent_memberships (project_id);

create table password_reset_tokens (
  id uuid primary key,
  user_id uuid references users (id),
  purpose text not null check (purpose in ('first-admin', 'invite', 'reset')),
  sha256 bytea not null unique,
  email text,
  display_name text,
  organization_id uuid references organizations (id),
  project_id uuid references projects (id),
  role text check (role in ('admin', 'agent', 'viewer')),
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((purpose = 'invite') = (email is not null and organization_id is not null and role is not null)),
  check (purpose = 'invite' or user_id is not null)
);
create index password_reset_tokens_by_project on password_reset_tokens (project_id);
create index password_reset_tokens_by_user on password_reset_tokens (user_id);

create table api_tokens (
  id uuid primary key,
  user_id uuid not null references users (id),
  label text not null,
  sha256 bytea not null unique,
  created_at timestamptz not null default now()
);
create index api_tokens_by_user on api_tokens (user_id);

create table membership_audit_log (
  id uuid primary key,
  at timestamptz not null default now(),
  actor_kind text not null,
  actor_id uuid,
  action text not null,
  user_id uuid not null,
  organization_id uuid not null,
  project_id uuid,
  role text
);

create table audit_log (
  id uuid primary key,
  at timestamptz not null default now(),
  actor_kind text not null,
  actor_id uuid,
  action text not null,
  organization_id uuid,
  project_id uuid,
  target_kind text not null,
  target_id text
);
create index audit_log_by_project on audit_log (project_id, at);
