import type { Actor, Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'

type Member = Extract<Actor, { kind: 'member' }>

/** Where an organization asks for two-step sign-in, a password alone does not get at it; nor do tokens made with it. */
export async function refuseWithoutSecondStep(ctx: Context, actor: Member, organizationId: string): Promise<void> {
  // The organization's own identity provider has let them in.
  if (actor.limits?.organizationId === organizationId && !actor.limits.token) return
  const lacking = await ctx.control.db
    .selectFrom('organizations')
    .select('id')
    .where('id', '=', organizationId)
    .where('second_step_required', '=', true)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('second_factors')
            .select('second_factors.id')
            .where('user_id', '=', actor.userId)
            .where('confirmed_at', 'is not', null),
        ),
      ),
    )
    .executeTakeFirst()
  if (lacking)
    throw new ProblemError(
      'second-step-required',
      'This organization asks its members for two-step sign-in.',
      'Switch it on, on your account page.',
    )
}
