alter table users add column leaving_at timestamptz;
update users set leaving_at = erasure.at
  from (
    select subject_id, min(requested_at) as at from erasures
    where subject_kind = 'member' and state <> 'done' group by subject_id
  ) as erasure
  where users.id = erasure.subject_id;

alter table password_reset_tokens add column registration_code_id uuid references registration_codes (id) on delete set null;
create index password_reset_tokens_by_registration_code on password_reset_tokens (registration_code_id)
  where registration_code_id is not null;

create index audit_log_by_action on audit_log (action, at);
create index audit_log_actions on audit_log (organization_id, action);
create index audit_log_actors on audit_log (organization_id, actor_id);
create index membership_audit_log_actors on membership_audit_log (organization_id, actor_id);
create index membership_audit_log_users on membership_audit_log (organization_id, user_id);
create index membership_audit_log_by_user on membership_audit_log (user_id, at, id);
