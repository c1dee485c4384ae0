/** One statement per operation of the port, each atomic by itself. `$1` is the key; moments come from the caller's clock. */
export const statements = {
  // $2 by, $3 expiry, $4 now, $5 extend
  increment: `
    insert into ephemeral_entries as e (key, member, score, expires_at) values ($1, '', $2, $3)
    on conflict (key, member) do update set
      score = case when e.expires_at <= $4 then excluded.score else e.score + excluded.score end,
      expires_at = case when e.expires_at <= $4 or $5 then excluded.expires_at else e.expires_at end
    returning score`,
  // $2 member, $3 now
  read: `select value, score from ephemeral_entries where key = $1 and member = $2 and expires_at > $3`,

  // $2 member, $3 value, $4 score, $5 expiry
  put: `
    insert into ephemeral_entries (key, member, value, score, expires_at) values ($1, $2, $3, $4, $5)
    on conflict (key, member) do update
      set value = excluded.value, score = excluded.score, expires_at = excluded.expires_at`,
  // $2 member, $3 value, $4 expiry, $5 now
  putIfAbsent: `
    insert into ephemeral_entries as e (key, member, value, expires_at) values ($1, $2, $3, $4)
    on conflict (key, member) do update
      set value = excluded.value, score = null, expires_at = excluded.expires_at where e.expires_at <= $5`,
  // $6 expected
  putIfEqual: `
    update ephemeral_entries set value = $3, expires_at = $4
    where key = $1 and member = $2 and expires_at > $5 and value = $6`,
  // $2 now
  readMap: `select member, value from ephemeral_entries where key = $1 and expires_at > $2 order by member collate "C"`,
  // $2 member, $3 now
  removeEntry: `
    with removed as (delete from ephemeral_entries where key = $1 and member = $2 returning expires_at)
    select 1 from removed where expires_at > $3`,

  // $2 member, $3 time seen, $4 time to live in milliseconds
  addToWindow: `
    insert into ephemeral_entries as e (key, member, score, expires_at)
    values ($1, $2, $3, to_timestamp(($3 + $4::float8) / 1000))
    on conflict (key, member) do update set
      score = greatest(e.score, excluded.score), expires_at = greatest(e.expires_at, excluded.expires_at)`,
  // $2 since
  dropOlder: `delete from ephemeral_entries where key = $1 and score < $2`,
  readWindow: `
    select member, score from ephemeral_entries where key = $1 and score >= $2 and expires_at > $3
    order by score, member collate "C"`,
  readSet: `select member from ephemeral_entries where key = $1 and expires_at > $2 order by member collate "C"`,

  takeTurn: `select pg_advisory_xact_lock(hashtextextended($1, 0))`,
  // $2 holder, $3 amount, $4 limit, $5 expiry, $6 now
  reserve: `
    insert into ephemeral_entries (key, member, score, expires_at)
    select $1::text, $2::text, $3::float8, $5::timestamptz
    where $3::float8 + (
      select coalesce(sum(score), 0) from ephemeral_entries where key = $1 and member <> $2 and expires_at > $6
    ) <= $4::float8
    on conflict (key, member) do update set score = excluded.score, expires_at = excluded.expires_at`,

  // $1 keys, $2 now
  held: `select key, member, score, expires_at from ephemeral_entries where key = any($1) and expires_at > $2`,

  removeMember: `delete from ephemeral_entries where key = $1 and member = $2`,
  removeIfEqual: `delete from ephemeral_entries where key = $1 and member = '' and value = $2`,
  removeKey: `delete from ephemeral_entries where key = $1`,

  // $1 now, $2 after
  names: `
    select distinct key collate "C" as key from ephemeral_entries
    where expires_at > $1 and key collate "C" > $2 order by 1 limit 1000`,
  // $1 after; in the order of the primary key, which the index has
  page: `select distinct key from ephemeral_entries where key > $1 order by key limit 1000`,
  // $1 now
  removeLapsed: `
    delete from ephemeral_entries where expires_at <= $1 and (key, member) in (
      select key, member from ephemeral_entries where expires_at <= $1
      order by expires_at limit 500 for update skip locked
    )`,
} as const
