alter table password_reset_tokens
  drop constraint password_reset_tokens_purpose_check,
  add constraint password_reset_tokens_purpose_check check (
    purpose in ('first-admin', 'invite', 'reset', 'register', 'request', 'change-email', 'notice', 'locked-out')
  );
