create table recipient_objections (
  id uuid primary key,
  organization_id uuid not null references organizations (id),
  notice_id uuid not null,
  recipient_id text not null,
  member_id uuid references users (id),
  reason text not null,
  at timestamptz not null,
  unique (organization_id, notice_id)
);
create index recipient_objections_by_member on recipient_objections (member_id) where member_id is not null;
