create table assets (
  id uuid primary key,
  project_id uuid not null,
  sha256 bytea not null,
  type text,
  stored_bytes bigint,
  redacted boolean not null default false,
  created_at timestamptz not null default now(),
  held_at timestamptz,
  unique (project_id, sha256)
);

create table recording_assets (
  id uuid primary key,
  recording_id uuid not null references recordings (id),
  asset_id uuid not null references assets (id),
  urls bytea not null,
  sent_at timestamptz,
  created_at timestamptz not null default now(),
  unique (recording_id, asset_id)
);
create index recording_assets_by_asset on recording_assets (asset_id);
