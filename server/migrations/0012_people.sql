-- What looks alike is alike: "acme-1" and "acmel" can't both be somebody's code.
alter table organizations
  add column code_shape text not null
    generated always as (replace(replace(translate(code, '01i-', 'oll'), 'rn', 'm'), 'vv', 'w')) stored,
  add column joins_as text check (joins_as in ('viewer', 'developer')),
  add column deletion_requested_at timestamptz;
create unique index organizations_by_code_shape on organizations (code_shape);

alter table membership_audit_log add column address_mac text;

create table installation_settings (
  name text primary key,
  value text not null
);

create table registration_codes (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  role text not null check (role in ('billing-admin', 'developer', 'viewer')),
  sha256 bytea not null unique,
  created_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index registration_codes_by_organization on registration_codes (organization_id);
create index registration_codes_by_created_by on registration_codes (created_by);

alter table password_reset_tokens
  drop constraint password_reset_tokens_purpose_check,
  add constraint password_reset_tokens_purpose_check check (
    purpose in ('first-admin', 'invite', 'reset', 'register', 'request', 'change-email', 'notice')
  );
