-- Amounts are whole numbers of 10⁻¹² US dollars.
create table balances (
  organization_id uuid primary key,
  amount numeric(38,0) not null default 0,
  leased numeric(38,0) not null default 0,
  alert_below numeric(38,0),
  alerted_at timestamptz
);

create table balance_leases (
  node uuid not null,
  organization_id uuid not null references balances (organization_id),
  amount numeric(38,0) not null,
  renewed_at timestamptz not null,
  primary key (node, organization_id)
);
create index balance_leases_by_organization on balance_leases (organization_id);
create index balance_leases_by_age on balance_leases (renewed_at);

create table balance_requests (
  request_id uuid primary key,
  at timestamptz not null
);
create index balance_requests_by_time on balance_requests (at);

create table balance_transactions (
  at timestamptz not null,
  movement uuid not null,
  kind text not null check (kind in ('charge', 'top-up', 'correction')),
  account text not null check (account in ('customer', 'revenue', 'top-up', 'correction')),
  organization_id uuid not null,
  amount numeric(38,0) not null,
  project_id uuid,
  key_id uuid,
  model text
) partition by range (at);
create index balance_transactions_by_organization on balance_transactions (organization_id, at);

create table balance_months (
  month timestamptz not null,
  organization_id uuid not null,
  account text not null,
  amount numeric(38,0) not null,
  primary key (organization_id, account, month)
);
create index balance_months_by_month on balance_months (month);

-- Triggers for each row follow into every month that is attached; those for the statement stay with the whole.
create trigger append_only before update or delete on balance_transactions
  for each row execute function refuse_change();
create trigger append_only_whole before truncate on balance_transactions
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on balance_months
  for each statement execute function refuse_change();

create function refuse_unbalanced() returns trigger language plpgsql as $$
begin
  if exists (select from added group by movement having sum(amount) <> 0 or count(*) < 2) then
    raise exception 'the entries of a movement must sum to zero' using errcode = 'check_violation';
  end if;
  return null;
end
$$;
create trigger balanced after insert on balance_transactions referencing new table as added
  for each statement execute function refuse_unbalanced();

-- Without "always", a session that calls itself a replica would pass them by.
alter table balance_transactions enable always trigger append_only;
alter table balance_transactions enable always trigger append_only_whole;
alter table balance_transactions enable always trigger balanced;
alter table balance_months enable always trigger append_only;
