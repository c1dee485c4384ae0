create table observations (
  at timestamptz not null,
  kind text not null check (kind in ('host-contacted', 'host-refused', 'log-field')),
  name text not null,
  count integer not null
) partition by range (at);
create index observations_by_name on observations (kind, name, at);
