import type { Context, Tx } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'

/**
 * Nobody is left without somebody in charge: who is the last owner of an organization, or the last platform admin, stays.
 * Locks what it counts, so that of two who go at once the second sees the first.
 */
export async function guardMember(tx: Tx, userId: string): Promise<void> {
  const owned = await tx.db
    .selectFrom('organizations')
    .select(['id', 'name'])
    .where('id', 'in', (of) =>
      of
        .selectFrom('agent_memberships')
        .select('organization_id')
        .where('user_id', '=', userId)
        .where('project_id', 'is', null)
        .where('role', '=', 'owner'),
    )
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const { id, name } of owned) {
    const other = await tx.db
      .selectFrom('agent_memberships')
      .innerJoin('users', 'users.id', 'user_id')
      .select('agent_memberships.id')
      .where('organization_id', '=', id)
      .where('project_id', 'is', null)
      .where('role', '=', 'owner')
      .where('user_id', '<>', userId)
      .where('users.leaving_at', 'is', null)
      .executeTakeFirst()
    if (!other)
      throw new ProblemError(
        'conflict',
        `${name} would be left without an owner.`,
        'Make somebody else an owner first, or delete the organization.',
      )
  }
  await guardPlatform(tx, userId)
}

async function guardPlatform(tx: Tx, userId: string): Promise<void> {
  const admins = await tx.db
    .selectFrom('users')
    .select(['id', 'leaving_at'])
    .where('platform_admin', '=', true)
    .orderBy('id')
    .forUpdate()
    .execute()
  if (!admins.some(({ id }) => id === userId)) return
  if (admins.some(({ id, leaving_at }) => id !== userId && leaving_at === null)) return
  throw new ProblemError(
    'conflict',
    'The installation would be left without a platform admin.',
    'Make somebody else a platform admin first.',
  )
}

/** The name as it is typed by whoever means this organization and no other. */
export async function requireName(ctx: Context, organizationId: string, typed: string | undefined): Promise<void> {
  const { name } = await ctx.control.db
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow()
  if (typed?.trim() === name) return
  throw new ProblemError('invalid-request', 'The name is not that of the organization.', 'Send it as it is written.', {
    field: 'confirm',
  })
}
