import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import type { AuthorizedOrganization } from '../rights/authorize-organization.ts'
import { signInRequired } from '../rights/authorize-project.ts'

/** Whether whoever signs in with a password needs the second step as well to get at this organization. */
export async function requireSecondStep(
  ctx: Context,
  input: { readonly organization: AuthorizedOrganization<'administer'>; readonly required: boolean },
): Promise<void> {
  const { actor } = ctx
  const { organization, required } = input
  if (actor.kind !== 'member') throw signInRequired()
  const own = await ctx.control.db
    .selectFrom('second_factors')
    .select('id')
    .where('user_id', '=', actor.userId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
  if (required && !own && !actor.limits?.organizationId)
    throw new ProblemError('conflict', 'You have not switched it on yourself yet.', 'Do so on your account page first.')
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const { id } = organization
    await tx.db.updateTable('organizations').set({ second_step_required: required }).where('id', '=', id).execute()
    const action = required ? 'second-step.required' : 'second-step.not-required'
    await audit(ctx, tx, { action, organizationId: id, target: { kind: 'organization', id } })
  })
}
