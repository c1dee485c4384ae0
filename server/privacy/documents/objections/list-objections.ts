import type { RecipientObjection } from '@vitrine/protocol'
import type { Context } from '../../../context.ts'

type Read = RecipientObjection & { readonly recipientId: string }

/** Those of one organization, or of all; newest first. Names are looked up, as the log of who did what does. */
export async function readObjections({ control: { db } }: Context, organizationId?: string): Promise<Read[]> {
  const rows = await db
    .selectFrom('recipient_objections as objection')
    .innerJoin('organizations', 'organizations.id', 'objection.organization_id')
    .leftJoin('users', 'users.id', 'objection.member_id')
    .select([
      'objection.recipient_id as recipientId',
      'organizations.name as organization',
      'users.display_name as member',
      'objection.reason',
      'objection.at',
    ])
    .$if(organizationId !== undefined, (query) => query.where('objection.organization_id', '=', organizationId ?? ''))
    .orderBy('objection.at', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** By recipient, for the operator. */
export async function objectionsByRecipient(ctx: Context): Promise<ReadonlyMap<string, RecipientObjection[]>> {
  const found = Map.groupBy(await readObjections(ctx), ({ recipientId }) => recipientId)
  return new Map(
    [...found].map(([id, all]) => [
      id,
      all.map(({ organization, member, reason, at }) => ({ organization, member, reason, at })),
    ]),
  )
}
