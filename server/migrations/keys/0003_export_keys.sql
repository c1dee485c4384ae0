create table export_keys (
  export_id uuid primary key,
  wrapped bytea not null,
  created_at timestamptz not null default now()
);
