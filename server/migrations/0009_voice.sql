create table voice_notes (
  recording_id uuid primary key references recordings (id),
  sha256 bytea not null,
  duration_ms integer not null,
  stretches jsonb not null,
  announced_bytes bigint not null,
  stored_bytes bigint,
  created_at timestamptz not null default now()
);
