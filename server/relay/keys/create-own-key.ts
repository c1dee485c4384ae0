import type { MadeRelayKey, NewRelayKey } from '@vitrine/protocol'
import { type AuthorizedOrganization, signInRequired } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { makeKey } from './make-key.ts'

type In = { readonly organization: AuthorizedOrganization; readonly key: NewRelayKey }

/** A key of the member's own, where the organization lets its members have such. Shown once. */
export async function createOwnKey(ctx: Context, { organization, key }: In): Promise<MadeRelayKey> {
  if (ctx.actor.kind !== 'member') throw signInRequired()
  const { userId } = ctx.actor
  const allowed = await ctx.control.db
    .selectFrom('relay_limits')
    .select('id')
    .where('organization_id', '=', organization.id)
    .where('project_id', 'is', null)
    .where('own_keys', '=', true)
    .where((where) => where.or([where('member_id', 'is', null), where('member_id', '=', userId)]))
    .executeTakeFirst()
  if (!allowed)
    throw new ProblemError(
      'not-allowed',
      'Members of this organization make no keys for themselves.',
      'Ask an admin of it to allow that, or a developer for a key.',
    )
  return makeKey(ctx, { organization, key, memberId: userId })
}
