create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % is refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end
$$;

create trigger append_only before update or delete or truncate on audit_log
  for each statement execute function refuse_change();

create trigger append_only before update or delete or truncate on membership_audit_log
  for each statement execute function refuse_change();
