import { sealedPlace } from '@vitrine/ledger'
import { sql } from 'kysely'
import { dataKeys } from '../../server/capture/tables.ts'
import type { Context } from '../../server/context.ts'

/** Entries as the program writes them, by several members in several organizations, a second apart. */
export async function fillAudit({ control: { db } }: Context, count: number): Promise<void> {
  await sql`insert into audit_log (id, at, actor_kind, actor_id, action, organization_id, project_id, target_kind, target_id)
    select gen_random_uuid(), now() - n * interval '1 second', 'member', md5('m' || n % 40)::uuid, 'report.changed',
      md5('o' || n % 8)::uuid, md5('p' || n % 20)::uuid, 'report', gen_random_uuid()::text
    from generate_series(1, ${count}::int) as n`.execute(db)
  await sql`vacuum analyze audit_log, audit_waiting`.execute(db)
}

const batch = 5_000

/** Keys of so many projects, each wrapped by the root key. */
export async function fillKeys({ control: { keys }, envelope }: Context, count: number): Promise<void> {
  for (let from = 0; from < count; from += batch) {
    const ids = Array.from({ length: Math.min(batch, count - from) }, () => crypto.randomUUID())
    const wrapped = ids.map((id) => envelope.create(sealedPlace(dataKeys, 'wrapped', id)).wrapped)
    await sql`insert into data_keys (id, project_id, wrapped)
      select gen_random_uuid(), project, wrapped
      from unnest(${ids}::uuid[], ${wrapped}::bytea[]) as given (project, wrapped)`.execute(keys)
  }
  await sql`vacuum analyze data_keys`.execute(keys)
}
