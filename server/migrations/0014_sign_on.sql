create table sign_on_providers (
  id uuid primary key,
  organization_id uuid not null unique references organizations (id),
  issuer bytea not null,
  client_id bytea not null,
  client_secret bytea not null,
  hosts text[] not null,
  default_role text not null check (default_role in ('developer', 'viewer')),
  only_sign_on boolean not null,
  checked_at timestamptz,
  created_at timestamptz not null
);

create table sign_on_domains (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  domain text not null,
  challenge text not null,
  proven_at timestamptz,
  proven_by text check (proven_by in ('dns', 'operator')),
  created_at timestamptz not null,
  unique (organization_id, domain),
  check ((proven_at is null) = (proven_by is null))
);
create unique index sign_on_domains_proven on sign_on_domains (domain) where proven_at is not null;

create table sign_on_identities (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  user_id uuid not null references users (id),
  subject_sha256 bytea not null,
  created_at timestamptz not null,
  unique (organization_id, subject_sha256)
);
create index sign_on_identities_by_user on sign_on_identities (user_id);
