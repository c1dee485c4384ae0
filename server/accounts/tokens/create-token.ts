import type { CreatedApiToken, NewApiToken } from '@vitrine/protocol'
import type { Actor, Context } from '../../context.ts'
import { randomToken, sha256 } from '../../platform/crypto/random-token.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { authorizeProject, signInRequired } from '../rights/authorize-project.ts'
import { tokenPrefix, tokensOf } from './api-token.ts'

const day = 86_400_000
const most = 50

type Member = Extract<Actor, { kind: 'member' }>

/** A token that acts as the member, within its scopes and, if it names one, within an organization or a project. Shown once. */
export async function createToken(ctx: Context, input: NewApiToken): Promise<CreatedApiToken> {
  const { actor } = ctx
  if (actor.kind !== 'member') throw signInRequired()
  await refuseOutside(ctx, actor, input)
  const token = `vt_${randomToken()}`
  const now = ctx.now()
  const row = {
    id: crypto.randomUUID(),
    user_id: actor.userId,
    label: input.label,
    prefix: token.slice(0, tokenPrefix),
    sha256: sha256(token),
    scopes: [...new Set(input.scopes)],
    organization_id: input.organizationId ?? null,
    project_id: input.projectId ?? null,
    created_at: now,
    expires_at: new Date(now.getTime() + input.expiresInDays * day),
  }
  return transact(ctx, ctx.control, async (ctx, tx) => {
    await tx.db.insertInto('api_tokens').values(row).execute()
    const tokens = await tokensOf(ctx, actor.userId)
    const made = tokens.find(({ id }) => id === row.id)
    if (!made || tokens.length > most)
      throw new ProblemError('conflict', `You have ${most} tokens already.`, 'Revoke those that nobody uses.')
    const organizationId = made.organization?.id
    const target = { kind: 'api-token', id: row.id }
    await audit(ctx, tx, { action: 'api-token.created', target, ...(organizationId && { organizationId }) })
    return { ...made, token }
  })
}

/** A token reaches no further than its maker sees, and no further than the sign-in it is made in. */
async function refuseOutside(ctx: Context, actor: Member, input: NewApiToken): Promise<void> {
  const { organizationId, projectId, scopes } = input
  if (projectId) await authorizeProject(ctx, projectId, 'view')
  if (organizationId && !(await seesOrganization(ctx, actor, organizationId)))
    throw new ProblemError('not-found', 'There is no such organization.', 'Check the address.')
  if (actor.limits && !organizationId && !projectId)
    throw new ProblemError(
      'not-allowed',
      'Your sign-in is good for one organization.',
      'Name it, or one of its projects.',
      {
        field: 'organizationId',
      },
    )
  if (scopes.includes('platform') && (!actor.platformAdmin || organizationId || projectId))
    throw new ProblemError(
      'not-allowed',
      'Only platform admins give this scope, and without other limits.',
      undefined,
      {
        field: 'scopes',
      },
    )
}

async function seesOrganization(ctx: Context, { userId, limits, platformAdmin }: Member, id: string): Promise<boolean> {
  if (limits && limits.organizationId !== id) return false
  const found = await ctx.control.db
    .selectFrom('organizations')
    .leftJoin('agent_memberships', (join) =>
      join.onRef('organization_id', '=', 'organizations.id').on('user_id', '=', userId),
    )
    .select(['organizations.id', 'agent_memberships.id as membership'])
    .where('organizations.id', '=', id)
    .executeTakeFirst()
  return found !== undefined && (platformAdmin || found.membership !== null)
}
