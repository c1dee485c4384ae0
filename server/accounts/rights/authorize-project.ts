import type { Row } from '@vitrine/ledger'
import type { Authorized, Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import type { projects } from '../tables.ts'
import { asPlatformAdmin, reaches, requireScope } from './limits.ts'
import { gives, type Including, type ProjectRight } from './rights.ts'
import { refuseWithoutSecondStep } from './second-step.ts'
import { standingIn } from './standing-in.ts'

export type ProjectRow = Row<typeof projects>
export type AuthorizedProject<Right extends ProjectRight = 'view'> = Authorized<ProjectRow, Including[Right]>

const absent = () =>
  new ProblemError('not-found', 'There is no such project.', 'Check the address, or ask an admin to invite you.')

export const signInRequired = () =>
  new ProblemError('sign-in-required', 'Sign in first.', 'Sign in, or send an API token as bearer.')

const find = (ctx: Context, projectId: string): Promise<ProjectRow | undefined> =>
  ctx.control.db.selectFrom('projects').selectAll().where('id', '=', projectId).executeTakeFirst()

/**
 * The project, if the member who asks has the right. 404 when they can't see it, exactly as if it did not exist;
 * 403 when they see it but lack the right.
 */
export async function authorizeProject<Right extends ProjectRight>(
  ctx: Context,
  projectId: string,
  right: Right,
): Promise<AuthorizedProject<Right>> {
  if (ctx.actor.kind !== 'member') throw signInRequired()
  const project = await find(ctx, projectId)
  if (!project) throw absent()
  const place = { organizationId: project.organization_id, projectId }
  if (!reaches(ctx.actor, place)) throw absent()
  const { platformAdmin: isPlatformAdmin, role } = await standingIn(ctx, ctx.actor.userId, place)
  const platformAdmin = isPlatformAdmin && asPlatformAdmin(ctx.actor)
  if (!platformAdmin && !role) throw absent()
  await refuseWithoutSecondStep(ctx, ctx.actor, project.organization_id)
  requireScope(ctx.actor, right)
  if (!platformAdmin && !gives(role, right))
    throw new ProblemError('not-allowed', `Your role does not let you ${right} this project.`, 'Ask an admin of it.')
  return project as AuthorizedProject<Right>
}

/** For work that no member asks for: jobs and operator commands. Refuses everybody else. */
export async function authorizeProjectForWork(
  ctx: Context,
  projectId: string,
): Promise<AuthorizedProject<'administer'>> {
  if (ctx.actor.kind !== 'job' && ctx.actor.kind !== 'operator')
    throw new ProblemError('not-allowed', 'Only jobs and operator commands may do this.')
  const project = await find(ctx, projectId)
  if (!project) throw absent()
  return project as AuthorizedProject<'administer'>
}
