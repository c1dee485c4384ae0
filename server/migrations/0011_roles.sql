alter table agent_memberships drop constraint agent_memberships_role_check;
update agent_memberships set role = 'developer' where project_id is null and role = 'agent';
update agent_memberships as membership set role = 'owner'
  where id = (
    select id from agent_memberships as earliest
    where earliest.organization_id = membership.organization_id and project_id is null and role = 'admin'
    order by created_at, id limit 1
  );
alter table agent_memberships add constraint agent_memberships_role_check check (
  case
    when project_id is null then role in ('owner', 'admin', 'billing-admin', 'developer', 'viewer')
    else role in ('admin', 'agent', 'viewer')
  end
);

alter table users add column language text not null default 'en' check (language in ('en', 'de', 'fr', 'es', 'it'));

alter table password_reset_tokens
  alter column sha256 drop not null,
  add column language text not null default 'en' check (language in ('en', 'de', 'fr', 'es', 'it')),
  add column delivery text not null default 'shown' check (delivery in ('shown', 'waiting', 'sent', 'refused')),
  add column invited_by uuid,
  drop constraint password_reset_tokens_role_check,
  drop constraint password_reset_tokens_purpose_check,
  drop constraint password_reset_tokens_check,
  drop constraint password_reset_tokens_check1,
  add constraint password_reset_tokens_purpose_check check (
    purpose in ('first-admin', 'invite', 'reset', 'register', 'change-email')
  ),
  add constraint password_reset_tokens_role_check check (
    case
      when role is null then true
      when project_id is null then role in ('owner', 'admin', 'billing-admin', 'developer', 'viewer')
      else role in ('admin', 'agent', 'viewer')
    end
  ),
  add constraint password_reset_tokens_about check (
    case purpose
      when 'first-admin' then user_id is not null
      when 'invite' then email is not null and organization_id is not null and role is not null
      when 'change-email' then email is not null and user_id is not null
      else email is not null
    end
  );
create index password_reset_tokens_by_organization on password_reset_tokens (organization_id);
create index password_reset_tokens_by_invited_by on password_reset_tokens (invited_by);
