import type { SecondStep } from '@vitrine/protocol'
import type { Context } from '../../../context.ts'
import { self } from './self.ts'

/** What the account page shows about it. */
export async function readSecondStep(ctx: Context): Promise<SecondStep> {
  const user = await self(ctx)
  const { db } = ctx.control
  const left = await db
    .selectFrom('recovery_codes')
    .select((one) => one.fn.countAll<string>().as('count'))
    .where('user_id', '=', user.id)
    .executeTakeFirstOrThrow()
  const requiring = await db
    .selectFrom('organizations')
    .select('name')
    .where('second_step_required', '=', true)
    .where('id', 'in', db.selectFrom('agent_memberships').select('organization_id').where('user_id', '=', user.id))
    .orderBy('name')
    .execute()
  return {
    since: user.confirmed_at?.toISOString() ?? null,
    recoveryCodesLeft: Number(left.count),
    requiredBy: requiring.map(({ name }) => name),
    hasPassword: user.password_hash !== null,
  }
}
