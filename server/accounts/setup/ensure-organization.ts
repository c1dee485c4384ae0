import type { Row } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import type { organizations } from '../tables.ts'

/** The organization that a fresh installation starts with; the oldest one ever after. */
export async function ensureOrganization(ctx: Context): Promise<Row<typeof organizations>> {
  const { db } = ctx.control
  const oldest = () => db.selectFrom('organizations').selectAll().orderBy('created_at').executeTakeFirst()
  const first = { id: crypto.randomUUID(), name: 'My organization', code: 'my-organization', created_at: ctx.now() }
  const found = await oldest()
  if (found) return found
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const { numInsertedOrUpdatedRows: made } = await tx.db
      .insertInto('organizations')
      .values(first)
      .onConflict((on) => on.column('code').doNothing())
      .executeTakeFirst()
    const target = { kind: 'organization', id: first.id }
    if (made) await audit(ctx, tx, { action: 'organization.created', organizationId: first.id, target })
  })
  return (await oldest()) ?? Promise.reject(new Error('The first organization vanished while it was made'))
}
