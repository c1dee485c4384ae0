import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { signInRequired } from '../rights/authorize-project.ts'
import { endAllLogins, endLogin } from './login-session.ts'

/** Signs the member out somewhere else: there, or wherever they are but here. Effective at once. */
export async function endLogins(ctx: Context, input: { readonly sessionId: string } | 'others'): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'member') throw signInRequired()
  await transact(ctx, ctx.control, async (ctx, tx) => {
    // The entry comes first: what ends is not taken back with the transaction.
    await audit(ctx, tx, { action: 'login.ended', target: { kind: 'member', id: actor.userId } })
    if (input === 'others') await endAllLogins(tx, actor.userId, actor.login)
    else if (!(await endLogin(tx, actor.userId, input.sessionId)))
      throw new ProblemError('not-found', 'There is no such sign-in.', 'It may have ended already.')
  })
}
