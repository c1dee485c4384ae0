alter table projects
  add column capture jsonb not null
    default '{"canvas":false,"assets":true,"voice":true,"bodies":[],"sockets":[]}',
  add column triggers jsonb not null default '[]';

alter table recordings add column capture jsonb;
