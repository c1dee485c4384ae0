import { expect, test } from 'vitest'
import type { Context } from '../../context.ts'
import { openMail } from '../../platform/mail/open-mail.ts'
import { asMember, testContext } from '../../testing/context.ts'
import { testMailServer } from '../../testing/mail-server.ts'
import { seedMember, seedProject } from '../../testing/seed.ts'
import { resetPassword } from '../entrance/reset-password.ts'
import { authorizeOrganization } from '../rights/authorize-organization.ts'
import { anyone, enter, givePassword, person } from '../testing/people.ts'
import { makeResetLink } from './make-reset-link.ts'

const ctx: Context = await testContext()
const nobody = anyone(ctx)
const next = 'another long enough password'
const refused = { code: 'not-allowed' }

async function organization() {
  const { userId, organizationId, projectId } = await person(ctx)
  const make = async (target: string, who: Context = asMember(ctx, userId)) =>
    makeResetLink(who, {
      organization: await authorizeOrganization(who, organizationId, 'own'),
      userId: target,
    })
  const member = async (role: 'owner' | 'admin' | 'viewer') => {
    const id = await seedMember(ctx, { organizationId, role })
    return { id, ...(await givePassword(ctx, id)) }
  }
  return { owner: userId, organizationId, projectId, make, member }
}
const tokenOf = ({ link }: { readonly link: string }) =>
  new URLSearchParams(new URL(link).hash.slice(1)).get('token') ?? ''
const rise = (id: string) =>
  ctx.control.db.updateTable('users').set({ platform_admin: true }).where('id', '=', id).execute()

test('an owner makes a link by which a member chooses a new password, once; the log says who made it', async () => {
  const { owner, organizationId, make, member } = await organization()
  const bo = await member('admin')
  const earlier = tokenOf(await make(bo.id))
  const token = tokenOf(await make(bo.id))
  await expect(resetPassword(nobody, { token: earlier, password: next })).rejects.toMatchObject({ code: 'not-found' })
  await resetPassword(nobody, { token, password: next })
  expect(await enter(nobody, { email: bo.email, password: next })).toMatchObject({ userId: bo.id })
  await expect(resetPassword(nobody, { token, password: next })).rejects.toMatchObject({ code: 'gone' })
  const made = await ctx.control.db
    .selectFrom('audit_log')
    .select(['actor_id', 'target_id'])
    .where('organization_id', '=', organizationId)
    .where('action', '=', 'member.reset-link-made')
    .execute()
  expect(made).toEqual([
    { actor_id: owner, target_id: bo.id },
    { actor_id: owner, target_id: bo.id },
  ])
})

test('an hour later it is worthless', async () => {
  const { make, member } = await organization()
  const token = tokenOf(await make((await member('viewer')).id))
  const late: Context = { ...nobody, now: () => new Date(Date.now() + 3_600_001) }
  await expect(resetPassword(late, { token, password: next })).rejects.toMatchObject({ code: 'gone' })
})

test('never by admins, by tokens, for oneself, for platform admins, strangers, or members of what one does not own', async () => {
  const { owner, organizationId, make, member } = await organization()
  const [admin, bo, operator, both] = [
    await member('admin'),
    await member('viewer'),
    await member('viewer'),
    await member('viewer'),
  ]
  await expect(make(bo.id, asMember(ctx, admin.id))).rejects.toMatchObject(refused)
  const limits = { token: crypto.randomUUID(), scopes: ['administer'], organizationId, projectId: null } as const
  const program: Context = { ...ctx, actor: { kind: 'member', userId: owner, platformAdmin: false, limits } }
  await expect(make(bo.id, program)).rejects.toMatchObject(refused)
  await expect(make(owner)).rejects.toMatchObject(refused)
  await rise(operator.id)
  await expect(make(operator.id)).rejects.toMatchObject(refused)
  await expect(make((await seedProject(ctx)).userId)).rejects.toMatchObject({ code: 'not-found' })
  const elsewhere = await seedProject(ctx)
  const place = { organization_id: elsewhere.organizationId, project_id: elsewhere.projectId }
  const membership = { id: crypto.randomUUID(), user_id: both.id, role: 'viewer' as const, ...place }
  await ctx.control.db.insertInto('agent_memberships').values(membership).execute()
  await expect(make(both.id)).rejects.toMatchObject(refused)
  const { userId: platformAdmin } = await person(ctx)
  await rise(platformAdmin)
  await make(both.id, asMember(ctx, platformAdmin, true))
  const without = await seedMember(ctx, { organizationId, role: 'viewer' })
  await expect(make(without)).rejects.toMatchObject({ code: 'conflict' })
})

test('a link made before its member rose, or before its maker fell, counts no longer', async () => {
  const { owner, organizationId, make, member } = await organization()
  const [risen, left] = [await member('viewer'), await member('viewer')]
  const [first, second] = [tokenOf(await make(risen.id)), tokenOf(await make(left.id))]
  await rise(risen.id)
  await ctx.control.db
    .updateTable('agent_memberships')
    .set({ role: 'viewer' })
    .where('user_id', '=', owner)
    .where('organization_id', '=', organizationId)
    .execute()
  for (const token of [first, second])
    await expect(resetPassword(nobody, { token, password: next })).rejects.toMatchObject({ code: 'gone' })
  expect(await enter(nobody, { email: risen.email, password: 'correct horse battery staple' })).toBeTruthy()
})

test('where e-mails are sent there are no such links', async () => {
  const { make, member, owner } = await organization()
  const mail = openMail((await testMailServer()).config)
  const bo = await member('viewer')
  await expect(make(bo.id, { ...asMember(ctx, owner), mail })).rejects.toMatchObject({ code: 'conflict' })
})
