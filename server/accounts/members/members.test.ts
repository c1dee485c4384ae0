import { expect, test } from 'vitest'
import type { Context } from '../../context.ts'
import { asMember, testContext } from '../../testing/context.ts'
import { seedMember, seedProject } from '../../testing/seed.ts'
import { authenticate } from '../login/authenticate.ts'
import { signIn } from '../login/sign-in.ts'
import { authorizeOrganization } from '../rights/authorize-organization.ts'
import { authorizeProject } from '../rights/authorize-project.ts'
import { anyone, givePassword, password, person } from '../testing/people.ts'
import { together } from '../testing/together.ts'
import { acceptInvite } from './accept-invite.ts'
import { changeRole } from './change-role.ts'
import { inviteMember } from './invite-member.ts'
import { listMembers } from './list-members.ts'
import { readInvite } from './read-invite.ts'
import { removeMember } from './remove-member.ts'
import { resendInvitation } from './resend-invitation.ts'

const ctx = await testContext()

async function team(on: Context = ctx) {
  const { userId: ownerId, projectId, organizationId } = await seedProject(on)
  const owner = asMember(on, ownerId)
  const project = await authorizeProject(owner, projectId, 'administer')
  const invite = async (email: string, role: 'admin' | 'agent' | 'viewer' = 'agent') => {
    const invited = await inviteMember(owner, { project, email, displayName: 'Bo', role })
    return { ...invited, token: new URL(invited.link ?? '').searchParams.get('token') ?? '' }
  }
  const accept = (token: string, secret = password) =>
    acceptInvite(anyone(on), { token, displayName: 'Bo Example', password: secret })
  const history = async (userId: string) =>
    (
      await on.control.db
        .selectFrom('membership_audit_log')
        .selectAll()
        .where('user_id', '=', userId)
        .orderBy('at')
        .execute()
    ).map(
      ({ action, role, actor_id: by }) =>
        `${action} ${role} by ${by === ownerId ? 'owner' : by === userId ? 'themselves' : by}`,
    )
  return { owner, ownerId, project, projectId, organizationId, invite, accept, history }
}
let count = 0
const someone = () => `bo-${count++}@example.com`

test('an invitation is listed, read and accepted; then the person is a member', async () => {
  const { owner, project, projectId, invite, accept, history } = await team()
  const email = someone()
  const { token, userId } = await invite(email)
  expect(await listMembers(owner, { project })).toMatchObject([
    { role: 'admin', scope: 'organization', pending: false },
    { userId, email, displayName: 'Bo', role: 'agent', scope: 'project', pending: true },
  ])
  expect(await readInvite(anyone(ctx), { token })).toEqual({ email, displayName: 'Bo', place: 'Shop' })
  const login = await accept(token)
  expect(login.userId).toBe(userId)
  const actor = await authenticate(ctx, { access: login.access, bearer: undefined })
  expect((await authorizeProject({ ...ctx, actor }, projectId, 'triage')).id).toBe(projectId)
  const [, member] = await listMembers(owner, { project })
  expect(member).toMatchObject({ userId, displayName: 'Bo Example', pending: false })
  expect(await history(userId)).toEqual(['membership.invited agent by owner', 'membership.given agent by themselves'])
})

test('of two invitations of one address at once, one stays', async () => {
  const { owner, project, invite } = await team()
  const email = someone()
  const both = await together(ctx, 'password_reset_tokens', [() => invite(email), () => invite(email)])
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
  const waiting = (await listMembers(owner, { project })).filter(({ pending }) => pending)
  expect(waiting).toMatchObject([{ email }])
})

test('a link works once', async () => {
  const { invite, accept } = await team()
  const { token } = await invite(someone())
  const both = await Promise.allSettled([accept(token), accept(token)])
  expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  await expect(accept(token)).rejects.toMatchObject({ code: 'gone' })
  await expect(readInvite(ctx, { token })).rejects.toMatchObject({ code: 'gone' })
  await expect(accept('x'.repeat(43))).rejects.toMatchObject({ code: 'not-found' })
})

test('a link lapses after an hour', async () => {
  let now = new Date()
  const { owner, project, invite, accept } = await team({ ...ctx, now: () => now })
  const { token, userId } = await invite(someone())
  now = new Date(now.getTime() + 3_600_000)
  await expect(accept(token)).rejects.toMatchObject({ code: 'gone' })
  await expect(readInvite(owner, { token })).rejects.toMatchObject({ code: 'gone' })
  expect((await listMembers(owner, { project })).map((member) => member.userId)).not.toContain(userId)
})

test('a repeated or withdrawn invitation leaves no second link', async () => {
  const { owner, project, invite, accept, history } = await team()
  const email = someone()
  const first = await invite(email)
  const second = await invite(email, 'viewer')
  await expect(accept(first.token)).rejects.toMatchObject({ code: 'not-found' })
  await removeMember(owner, { project, userId: second.userId })
  await expect(accept(second.token)).rejects.toMatchObject({ code: 'not-found' })
  expect(await history(second.userId)).toEqual([
    'membership.invited viewer by owner',
    'membership.removed viewer by owner',
  ])
})

test('an invitation opens no existing account', async () => {
  const victim = await person(ctx)
  const { invite, accept, projectId } = await team()
  const { token } = await invite(victim.email, 'viewer')
  await expect(accept(token, 'the inviter’s own choice')).rejects.toMatchObject({ code: 'wrong-credentials' })
  expect((await signIn(anyone(ctx), { email: victim.email, password })).userId).toBe(victim.userId)
  expect((await accept(token, password)).userId).toBe(victim.userId)
  expect((await authorizeProject(asMember(ctx, victim.userId), projectId, 'view')).id).toBe(projectId)
})

test('inviting does not tell whether an address has an account elsewhere', async () => {
  const stranger = await person(ctx)
  const { owner, project, invite } = await team()
  const shape = async (email: string) => {
    const { userId } = await invite(email)
    const listed = (await listMembers(owner, { project })).find((member) => member.userId === userId)
    return { ...listed, userId: '', email: '', since: '' }
  }
  expect(await shape(stranger.email)).toEqual(await shape(someone()))
  expect((await invite(stranger.email)).userId).not.toBe(stranger.userId)
})

test('invitations of two organizations do not mix: accepting one gives nothing in the other', async () => {
  const [a, b] = [await team(), await team()]
  const email = someone()
  const [toA, toB] = [await a.invite(email), await b.invite(email, 'admin')]
  const { userId } = await a.accept(toA.token)
  await expect(authorizeProject(asMember(ctx, userId), b.projectId, 'view')).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(b.accept(toB.token, 'not their password')).rejects.toMatchObject({ code: 'wrong-credentials' })
  expect((await b.accept(toB.token)).userId).toBe(userId)
})

test('who is a member already is not invited again', async () => {
  const { invite, projectId, organizationId } = await team()
  const userId = await seedMember(ctx, { organizationId, projectId, role: 'viewer' })
  const { email } = await givePassword(ctx, userId)
  await expect(invite(email)).rejects.toMatchObject({ code: 'conflict', field: 'email' })
})

test('a changed role counts at once; a removed member is out at once', async () => {
  const { owner, project, projectId, organizationId, history } = await team()
  const userId = await seedMember(ctx, { organizationId, projectId, role: 'viewer' })
  const bo = asMember(ctx, userId)
  await expect(authorizeProject(bo, projectId, 'triage')).rejects.toMatchObject({ code: 'not-allowed' })
  await changeRole(owner, { project, userId, role: 'agent' })
  expect((await authorizeProject(bo, projectId, 'triage')).id).toBe(projectId)
  await removeMember(owner, { project, userId })
  await expect(authorizeProject(bo, projectId, 'view')).rejects.toMatchObject({ code: 'not-found' })
  expect(await history(userId)).toEqual(['membership.changed agent by owner', 'membership.removed agent by owner'])
})

test('the role of an open invitation can be changed', async () => {
  const { owner, project, projectId, invite, accept } = await team()
  const { token, userId } = await invite(someone(), 'admin')
  await changeRole(owner, { project, userId, role: 'viewer' })
  await accept(token)
  await expect(authorizeProject(asMember(ctx, userId), projectId, 'triage')).rejects.toMatchObject({
    code: 'not-allowed',
  })
})

test('the last admin stays, also when two admins remove one another', async () => {
  const { projectId, organizationId, project, owner, ownerId } = await team()
  const others = await Promise.all([1, 2].map(() => seedMember(ctx, { organizationId, projectId, role: 'admin' })))
  const [one = '', two = ''] = others
  await ctx.control.db.deleteFrom('agent_memberships').where('user_id', '=', ownerId).execute()
  const answers = await together(ctx, 'membership_audit_log', [
    () => removeMember(asMember(ctx, one), { project, userId: two }),
    () => removeMember(asMember(ctx, two), { project, userId: one }),
  ])
  expect(answers.map((answer) => answer.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const last = (await listMembers(owner, { project }))[0]?.userId ?? ''
  await expect(changeRole(asMember(ctx, last), { project, userId: last, role: 'agent' })).rejects.toMatchObject({
    code: 'conflict',
  })
  await expect(removeMember(asMember(ctx, last), { project, userId: last })).rejects.toMatchObject({ code: 'conflict' })
  expect(await listMembers(owner, { project })).toMatchObject([{ userId: last, role: 'admin' }])
})

test('an organization-wide role can’t be changed in one project, and a stranger is not found', async () => {
  const { owner, ownerId, project } = await team()
  const { userId: stranger } = await seedProject(ctx)
  await expect(removeMember(owner, { project, userId: ownerId })).rejects.toMatchObject({ code: 'conflict' })
  await expect(changeRole(owner, { project, userId: stranger, role: 'admin' })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('a member with two roles is listed once, with the one that counts', async () => {
  const { owner, project, projectId, organizationId } = await team()
  const userId = await seedMember(ctx, { organizationId, role: 'viewer' })
  const more = { id: crypto.randomUUID(), user_id: userId, organization_id: organizationId, project_id: projectId }
  await ctx.control.db
    .insertInto('agent_memberships')
    .values({ ...more, role: 'agent' })
    .execute()
  const listed = (await listMembers(owner, { project })).filter((member) => member.userId === userId)
  expect(listed).toMatchObject([{ role: 'agent', scope: 'project' }])
})

test('an address is invited ten times an hour at most, an organization invites a hundred times', async () => {
  const { owner, project, invite } = await team()
  const others = await team()
  const email = someone()
  const tooMany = { code: 'too-many-requests', retryAfterSeconds: 3_600 }
  for (let sent = 0; sent < 9; sent++) await invite(email)
  expect((await others.invite(email)).link).toContain('/accept-invite')
  await expect(others.invite(email)).rejects.toMatchObject(tooMany)
  const [, open] = await listMembers(owner, { project })
  await expect(resendInvitation(owner, { project, userId: open?.userId ?? '' })).rejects.toMatchObject(tooMany)
  // The link that there is stays good when no other is made.
  expect(await listMembers(owner, { project })).toHaveLength(2)
  for (let sent = 10; sent < 100; sent++) await invite(someone())
  await expect(invite(someone())).rejects.toMatchObject(tooMany)
  expect((await others.invite(someone())).link).toContain('/accept-invite')
})

test('an owner who is being erased is not the one who stays', async () => {
  const { owner, ownerId, organizationId } = await team()
  const second = await seedMember(ctx, { organizationId, role: 'owner' })
  const organization = await authorizeOrganization(owner, organizationId, 'administer')
  const leaving = (leaving_at: Date | null) =>
    ctx.control.db.updateTable('users').set({ leaving_at }).where('id', '=', second).execute()
  await leaving(new Date())
  const conflict = { code: 'conflict' }
  await expect(removeMember(owner, { organization, userId: ownerId })).rejects.toMatchObject(conflict)
  await expect(changeRole(owner, { organization, userId: ownerId, role: 'admin' })).rejects.toMatchObject(conflict)
  await leaving(null)
  await removeMember(owner, { organization, userId: ownerId })
})
