create table audit_waiting (
  log text not null,
  id uuid not null,
  primary key (id, log)
);

create function wait_for_seal() returns trigger language plpgsql as $$
begin
  insert into audit_waiting (log, id) values (tg_table_name, new.id);
  return null;
end
$$;

create trigger wait_for_seal after insert on audit_log for each row execute function wait_for_seal();
create trigger wait_for_seal after insert on membership_audit_log for each row execute function wait_for_seal();
insert into audit_waiting (log, id) select 'audit_log', id from audit_log;
insert into audit_waiting (log, id) select 'membership_audit_log', id from membership_audit_log;

create table audit_seals (
  number integer primary key,
  sealed_at timestamptz not null,
  count integer not null,
  first uuid not null,
  last uuid not null,
  entries text[] not null,
  rows_hash text not null,
  previous text not null,
  hash text not null,
  signature text not null
);
create trigger append_only before update or delete or truncate on audit_seals
  for each statement execute function refuse_change();

create table audit_checks (
  id uuid primary key,
  checked_at timestamptz not null,
  seals integer not null,
  entries bigint not null,
  whole_until timestamptz,
  faults text[] not null
);
create index audit_checks_by_time on audit_checks (checked_at);

-- Without "always", a session that calls itself a replica would pass them by.
alter table audit_log enable always trigger append_only;
alter table audit_log enable always trigger wait_for_seal;
alter table membership_audit_log enable always trigger append_only;
alter table membership_audit_log enable always trigger wait_for_seal;
alter table audit_seals enable always trigger append_only;

create index audit_log_by_organization on audit_log (organization_id, at, id);
create index audit_log_by_actor on audit_log (actor_id, at, id);
create index audit_log_by_time on audit_log (at, id);
create index membership_audit_log_by_organization on membership_audit_log (organization_id, at, id);
create index membership_audit_log_by_actor on membership_audit_log (actor_id, at, id);
create index membership_audit_log_by_time on membership_audit_log (at, id);
