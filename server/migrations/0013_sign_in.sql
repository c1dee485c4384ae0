create table login_sessions (
  id uuid primary key,
  user_id uuid not null references users (id),
  organization_id uuid references organizations (id),
  browser text not null,
  current bytea not null,
  previous bytea,
  started_at timestamptz not null,
  rotated_at timestamptz not null,
  expires_at timestamptz not null
);
create index login_sessions_by_user on login_sessions (user_id);
create index login_sessions_by_organization on login_sessions (organization_id);
create index login_sessions_by_expiry on login_sessions (expires_at);

-- What kept sign-ins so far: whoever is signed in does so anew.
delete from ephemeral_entries where key like 'login-session:%' or key like 'member-logins:%';

alter table api_tokens
  add column prefix text not null default 'vt_',
  add column scopes text[] not null default '{read,triage,administer,erase,export,platform}',
  add column organization_id uuid references organizations (id),
  add column project_id uuid references projects (id),
  add column expires_at timestamptz,
  add column last_used_on timestamptz;
alter table api_tokens
  alter column prefix drop default,
  alter column scopes drop default;
create index api_tokens_by_organization on api_tokens (organization_id);
create index api_tokens_by_project on api_tokens (project_id);

create table second_factors (
  id uuid primary key,
  user_id uuid not null unique references users (id),
  secret bytea not null,
  last_step bigint,
  created_at timestamptz not null,
  confirmed_at timestamptz
);

create table recovery_codes (
  id uuid primary key,
  user_id uuid not null references users (id),
  sha256 bytea not null,
  unique (user_id, sha256)
);

alter table organizations add column second_step_required boolean not null default false;
