import { hash } from '@node-rs/bcrypt'
import type { Context } from '../../context.ts'
import { as } from '../../testing/context.ts'
import { seedMember, seedProject } from '../../testing/seed.ts'
import type { Visit } from '../login/device.ts'
import type { Login } from '../login/login-session.ts'
import { signIn } from '../login/sign-in.ts'
import { inPostgres } from './keepers.ts'

export const password = 'correct horse battery staple'

/** Gives a user a password at bcrypt's cheapest cost: tests that measure time hash for themselves. */
export async function givePassword(ctx: Context, userId: string, text = password): Promise<{ email: string }> {
  return ctx.control.db
    .updateTable('users')
    .set({ password_hash: await hash(text, 4) })
    .where('id', '=', userId)
    .returning('email')
    .executeTakeFirstOrThrow()
}

/** Signs somebody in who owes no second step. */
export async function enter(ctx: Context, input: { email: string; password: string }, visit?: Visit): Promise<Login> {
  const admission = await signIn(ctx, input, visit)
  if ('pending' in admission) throw new Error('A code is asked for')
  return admission
}

/** A user who can sign in, in an organization of their own. */
export async function person(ctx: Context) {
  const seeded = await seedProject(ctx)
  return { ...seeded, ...(await givePassword(ctx, seeded.userId)) }
}

type Place = { readonly organizationId: string; readonly projectId: string; readonly userId: string }

/** A member of each role of a project besides the organization's admin, an outsider and a platform admin. */
export async function crew(ctx: Context, of?: Place) {
  const { organizationId, projectId, userId: owner } = of ?? (await seedProject(ctx))
  const seed = (role: 'admin' | 'agent' | 'viewer') => seedMember(ctx, { organizationId, projectId, role })
  const { userId: outsider, projectId: foreignProjectId } = await seedProject(ctx)
  const operator = await seedMember(ctx, { organizationId, role: null })
  await ctx.control.db.updateTable('users').set({ platform_admin: true }).where('id', '=', operator).execute()
  const [admin, agent, viewer] = [await seed('admin'), await seed('agent'), await seed('viewer')]
  return { organizationId, projectId, foreignProjectId, users: { owner, admin, agent, viewer, outsider, operator } }
}

export const anyone = (ctx: Context): Context => as(ctx, { kind: 'anyone' })

/** The same lasting state seen by a process that has just started, by a clock that the test sets. */
export async function restarted(
  ctx: Context,
  now: () => Date = ctx.now,
): Promise<{ ctx: Context; close: () => Promise<void> }> {
  const { ephemeral, close } = await inPostgres(ctx, now)
  return { ctx: { ...ctx, now, control: { ...ctx.control, ephemeral } }, close }
}
