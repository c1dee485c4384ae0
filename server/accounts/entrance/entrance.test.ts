import { expect, test } from 'vitest'
import type { Context } from '../../context.ts'
import { openMail } from '../../platform/mail/open-mail.ts'
import { asMember, testContext } from '../../testing/context.ts'
import { linkIn, testMailServer } from '../../testing/mail-server.ts'
import { seedMember, seedProject } from '../../testing/seed.ts'
import { signIn } from '../login/sign-in.ts'
import { startAccountWork } from '../mail/jobs.ts'
import { acceptInvite } from '../members/accept-invite.ts'
import { changeRole } from '../members/change-role.ts'
import { inviteMember } from '../members/invite-member.ts'
import { removeMember } from '../members/remove-member.ts'
import { resendInvitation } from '../members/resend-invitation.ts'
import { changeOrganization } from '../organizations/change-organization.ts'
import { createOrganization } from '../organizations/create-organization.ts'
import { listOrganizationMembers } from '../organizations/list-organization-members.ts'
import { authorizeOrganization } from '../rights/authorize-organization.ts'
import { Browser, openApp } from '../testing/browser.ts'
import { anyone, givePassword, password, person } from '../testing/people.ts'
import { askReset } from './ask-reset.ts'
import { makeCode, withdrawCode } from './codes.ts'
import { completeRegistration } from './complete-registration.ts'
import { askEmail, changeProfile, confirmEmail } from './profile.ts'
import { register } from './register.ts'
import { changeRegistration } from './registration.ts'
import { approveRequest, listRequests } from './requests.ts'
import { resetPassword } from './reset-password.ts'

const refused: Record<string, number> = {}
const server = await testMailServer({
  answerTo: (address) => (refused[address] ? { code: refused[address], message: 'No' } : undefined),
})
const ctx: Context = await testContext({ mail: openMail(server.config) })
await startAccountWork(ctx)
const app = await openApp(ctx)
const next = 'another long enough password'
let count = 0
const someone = () => `bo-${count++}@example.com`
const letterTo = async (email: string) => {
  const mail = await server.next(email)
  const link = linkIn(mail)
  return { mail, link, token: new URLSearchParams(link.hash.slice(1)).get('token') ?? '' }
}

async function organization() {
  const { userId, organizationId } = await seedProject(ctx)
  const owner = asMember(ctx, userId)
  return { owner, organizationId, organization: await authorizeOrganization(owner, organizationId, 'own') }
}
const platformAdmin = async () => {
  const { userId } = await person(ctx)
  await ctx.control.db.updateTable('users').set({ platform_admin: true }).where('id', '=', userId).execute()
  return asMember(ctx, userId, true)
}

test('a colleague is invited by e-mail, accepts and signs in; the link works once', async () => {
  const { owner, organization: acme } = await organization()
  const email = someone()
  const invited = await inviteMember(owner, { organization: acme, email, displayName: 'Bo', role: 'developer' })
  expect(invited.link).toBeNull()
  const { mail, link, token } = await letterTo(email)
  expect(mail.subject).toContain('Acme')
  expect(link.origin + link.pathname).toBe('http://localhost:4400/accept-invite')
  expect(JSON.stringify(await ctx.control.db.selectFrom('password_reset_tokens').selectAll().execute())).not.toContain(
    token,
  )
  await acceptInvite(anyone(ctx), { token, displayName: 'Bo', password })
  expect(await signIn(anyone(ctx), { email, password })).toMatchObject({ userId: invited.userId })
  const members = await listOrganizationMembers(owner, { organization: acme })
  expect(members).toContainEqual(expect.objectContaining({ email, role: 'developer', invitation: null }))
  await expect(acceptInvite(anyone(ctx), { token, displayName: 'Eve', password })).rejects.toMatchObject({
    code: 'gone',
  })
})

test('an invitation sent again makes the first link worthless; one withdrawn opens nothing', async () => {
  const { owner, organization: acme } = await organization()
  const email = someone()
  const { userId } = await inviteMember(owner, { organization: acme, email, displayName: 'Bo', role: 'viewer' })
  const first = await letterTo(email)
  const again = await resendInvitation(owner, { organization: acme, userId })
  const second = await letterTo(email)
  const accept = (token: string) => acceptInvite(anyone(ctx), { token, displayName: 'Bo', password })
  await expect(accept(first.token)).rejects.toMatchObject({ code: 'not-found' })
  await removeMember(owner, { organization: acme, userId: again.userId })
  await expect(accept(second.token)).rejects.toMatchObject({ code: 'not-found' })
})

test('an address that the mail server refuses shows in the list', async () => {
  const { owner, organization: acme } = await organization()
  const email = someone()
  refused[email] = 550
  await inviteMember(owner, { organization: acme, email, displayName: 'Bo', role: 'viewer' })
  const delivery = async () =>
    (await listOrganizationMembers(owner, { organization: acme })).find((one) => one.email === email)?.invitation
  await expect.poll(delivery, { timeout: 20_000 }).toBe('refused')
})

test('nobody gives, changes or takes a role above their own, and one owner stays', async () => {
  const { owner, organizationId, organization: acme } = await organization()
  const adminId = await seedMember(ctx, { organizationId, role: 'admin' })
  const admin = asMember(ctx, adminId)
  const ownerId = owner.actor.kind === 'member' ? owner.actor.userId : ''
  const mine = await authorizeOrganization(admin, organizationId, 'administer')
  const above = { code: 'not-allowed', field: 'role' }
  await expect(
    inviteMember(admin, { organization: mine, email: someone(), displayName: 'Bo', role: 'owner' }),
  ).rejects.toMatchObject(above)
  await expect(changeRole(admin, { organization: mine, userId: adminId, role: 'owner' })).rejects.toMatchObject(above)
  await expect(changeRole(admin, { organization: mine, userId: ownerId, role: 'viewer' })).rejects.toMatchObject(above)
  await expect(removeMember(admin, { organization: mine, userId: ownerId })).rejects.toMatchObject(above)
  await expect(removeMember(owner, { organization: acme, userId: ownerId })).rejects.toMatchObject({ code: 'conflict' })
  await changeRole(owner, { organization: acme, userId: adminId, role: 'owner' })
  await removeMember(owner, { organization: acme, userId: ownerId })
})

test('who is removed leaves no invitations behind', async () => {
  const { owner, organizationId, organization: acme } = await organization()
  const adminId = await seedMember(ctx, { organizationId, role: 'admin' })
  const mine = await authorizeOrganization(asMember(ctx, adminId), organizationId, 'administer')
  const email = someone()
  await inviteMember(asMember(ctx, adminId), { organization: mine, email, displayName: 'Bo', role: 'admin' })
  await removeMember(owner, { organization: acme, userId: adminId })
  const left = await listOrganizationMembers(owner, { organization: acme })
  expect(left.map((one) => one.email)).not.toContain(email)
})

test('mass assignment is refused by name, and says nothing was changed', async () => {
  const { organizationId } = await organization()
  const admin = await seedMember(ctx, { organizationId, role: 'admin' })
  const { email } = await givePassword(ctx, admin)
  const browser = new Browser(app)
  await browser.send('POST', '/api/sign-in', { email, password })
  const path = `/api/organizations/${organizationId}`
  for (const [url, body] of [
    [path, { name: 'X', billingEmail: 'eve@example.com' }],
    [path, { id: crypto.randomUUID() }],
    [`${path}/members/${admin}`, { role: 'admin', platformAdmin: true }],
  ] as const)
    expect((await browser.send('PATCH', url, body)).statusCode, url).toBe(400)
  const profile = { displayName: 'Bo', platformAdmin: true, email: 'eve@example.com' }
  expect((await browser.send('POST', '/api/account/profile', profile)).statusCode).toBe(400)
  expect((await browser.send('PATCH', `${path}/members/${admin}`, { role: 'owner' })).statusCode).toBe(403)
})

test('codes that look alike can’t both be had', async () => {
  const operator = await platformAdmin()
  const make = (code: string) => createOrganization(operator, { name: 'Other', code })
  await make('acme-corn1')
  for (const alike of ['acme-coml', 'acmecornl', 'acme-c0rni', 'acme-corn1'])
    await expect(make(alike), alike).rejects.toMatchObject({ code: 'conflict', field: 'code' })
  const { owner, organization: own } = await organization()
  await expect(changeOrganization(owner, { organization: own, change: { code: 'acme-c0rn1' } })).rejects.toMatchObject({
    code: 'conflict',
  })
  const answer = await app.inject({
    method: 'POST',
    url: '/api/ask-reset',
    payload: { email: 'аdmin@example.com' },
  })
  expect(answer.statusCode, 'a Cyrillic letter in an address').toBe(400)
})

test('a forgotten password is replaced by a link that works once and ends every sign-in', async () => {
  const { email, userId } = await person(ctx)
  const elsewhere = new Browser(app)
  await elsewhere.send('POST', '/api/sign-in', { email, password })
  expect((await elsewhere.send('GET', '/api/me')).statusCode).toBe(200)
  expect((await server.next(email)).subject).toBe('A new browser signed in to your account')
  await askReset(anyone(ctx), { email })
  const { link, token } = await letterTo(email)
  expect(link.pathname).toBe('/reset-password')
  await resetPassword(anyone(ctx), { token, password: next })
  expect((await server.next(email)).subject).toBe('Your password was changed')
  expect((await elsewhere.send('GET', '/api/me')).statusCode).toBe(401)
  await expect(resetPassword(anyone(ctx), { token, password })).rejects.toMatchObject({ code: 'gone' })
  expect(await signIn(anyone(ctx), { email, password: next })).toMatchObject({ userId })
  await expect(resetPassword(anyone(ctx), { token: 'x'.repeat(43), password })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('who is locked out gets in again by a new password', async () => {
  const { email, userId } = await person(ctx)
  const guess = () => signIn(anyone(ctx), { email, password: 'not it' }).catch(({ code }) => code)
  for (let tries = 0; tries < 10; tries++) expect(await guess()).toBe('wrong-credentials')
  expect(await guess()).toBe('too-many-requests')
  await server.next(email)
  await askReset(anyone(ctx), { email })
  await resetPassword(anyone(ctx), { token: (await letterTo(email)).token, password: next })
  expect(await signIn(anyone(ctx), { email, password: next })).toMatchObject({ userId })
})

test('asking for a reset answers and does the same for known and unknown addresses; nobody is flooded', async () => {
  const { email } = await person(ctx)
  const unknown = someone()
  const ask = (address: string) => new Browser(app).send('POST', '/api/ask-reset', { email: address })
  const [one, other] = [await ask(email), await ask(unknown)]
  expect([one.statusCode, one.body]).toEqual([other.statusCode, other.body])
  await letterTo(email)
  const rows = () =>
    ctx.control.db.selectFrom('password_reset_tokens').where('email', '=', unknown).selectAll().execute()
  await expect.poll(async () => (await rows()).length, { timeout: 20_000 }).toBe(0)
  expect(server.inbox.some(({ to }) => to?.some(({ address }) => address === unknown))).toBe(false)
  for (let tries = 0; tries < 8; tries++) expect((await ask(email)).statusCode).toBe(202)
  const sent = await ctx.control.db
    .selectFrom('password_reset_tokens')
    .select('id')
    .where('email', '=', email)
    .where('purpose', '=', 'reset')
    .execute()
  expect(sent).toHaveLength(5)
})

test('registration: closed at first, then by code, open, and by approval', async () => {
  const operator = await platformAdmin()
  const { owner, organization: acme } = await organization()
  const about = (email: string, code?: string) =>
    ({ email, displayName: 'Cleo', language: 'de', ...(code && { code }) }) as const
  await expect(register(anyone(ctx), about(someone()))).rejects.toMatchObject({ code: 'not-allowed' })

  await changeRegistration(operator, 'code')
  await expect(register(anyone(ctx), about(someone()))).rejects.toMatchObject({ field: 'code' })
  await expect(register(anyone(ctx), about(someone(), acme.code))).rejects.toMatchObject({ field: 'code' })
  const { code } = await makeCode(owner, { organization: acme, role: 'developer', days: 1 })
  const byCode = someone()
  await register(anyone(ctx), about(byCode, code.toUpperCase()))
  const first = await letterTo(byCode)
  expect(first.mail.subject).toBe('Bestätigen Sie Ihre E-Mail-Adresse')
  await completeRegistration(anyone(ctx), { token: first.token, password })
  const members = await listOrganizationMembers(owner, { organization: acme })
  expect(members).toContainEqual(expect.objectContaining({ email: byCode, role: 'developer' }))

  await changeRegistration(operator, 'open')
  const founder = someone()
  await register(anyone(ctx), about(founder))
  const { token } = await letterTo(founder)
  const done = await completeRegistration(anyone(ctx), { token, password, organizationName: 'Cleo & Co' })
  const owns = await ctx.control.db
    .selectFrom('agent_memberships')
    .innerJoin('organizations', 'organizations.id', 'organization_id')
    .select(['name', 'role'])
    .where('user_id', '=', done?.userId ?? '')
    .execute()
  expect(owns).toEqual([{ name: 'Cleo & Co', role: 'owner' }])

  await changeRegistration(operator, 'approval')
  const asking = someone()
  await register(anyone(ctx), about(asking, code))
  expect(await completeRegistration(anyone(ctx), { token: (await letterTo(asking)).token })).toBeUndefined()
  const [request] = await listRequests(owner, { organization: acme })
  expect(request).toMatchObject({ email: asking, displayName: 'Cleo' })
  await approveRequest(owner, { organization: acme, requestId: request?.id ?? '', role: 'viewer' })
  expect((await letterTo(asking)).link.pathname).toBe('/accept-invite')
  expect(await listRequests(owner, { organization: acme })).toEqual([])
})

test('a code that is withdrawn stops at once, links that it has sent included; so does an organization’s own', async () => {
  const operator = await platformAdmin()
  const { owner, organization: acme } = await organization()
  await changeRegistration(operator, 'code')
  const send = async (code: string) => {
    const email = someone()
    await register(anyone(ctx), { email, displayName: 'Cleo', language: 'en', code })
    const { token } = await letterTo(email)
    return () => completeRegistration(anyone(ctx), { token, password })
  }
  const make = () => makeCode(owner, { organization: acme, role: 'developer', days: 1 })
  const [withdrawn, kept] = [await make(), await make()]
  const [first, second] = [await send(withdrawn.code), await send(kept.code)]
  await withdrawCode(owner, { organization: acme, codeId: withdrawn.id })
  await expect(first()).rejects.toMatchObject({ code: 'not-found' })
  expect(await second()).toBeDefined()

  await changeOrganization(owner, { organization: acme, change: { joinsAs: 'viewer' } })
  const [third, fourth] = [await send(acme.code), await send(acme.code)]
  await changeOrganization(owner, { organization: acme, change: { name: 'Acme & Co', joinsAs: 'viewer' } })
  expect(await third()).toBeDefined()
  await changeOrganization(owner, { organization: acme, change: { joinsAs: null } })
  await expect(fourth()).rejects.toMatchObject({ code: 'not-found' })
})

test('who asks to be let in and names no organization is shown to platform admins, and to no token for one place', async () => {
  const { organizationId, organization: acme } = await organization()
  const operator = await platformAdmin()
  const email = someone()
  const expires_at = new Date(Date.now() + 86_400_000)
  const asking = { id: crypto.randomUUID(), purpose: 'request', email, display_name: 'Cleo', expires_at }
  await ctx.control.db.insertInto('password_reset_tokens').values(asking).execute()
  const limits = { token: crypto.randomUUID(), scopes: ['administer'], organizationId, projectId: null } as const
  const program: Context = { ...operator, actor: { ...operator.actor, limits } as typeof operator.actor }
  const seenBy = async (who: Context) =>
    (await listRequests(who, { organization: acme })).filter((one) => one.email === email).length
  expect([await seenBy(operator), await seenBy(program)]).toEqual([1, 0])
})

test('registering with an address that has an account looks the same from outside, and takes nothing over', async () => {
  await changeRegistration(await platformAdmin(), 'open')
  const { email } = await person(ctx)
  const send = (address: string) =>
    new Browser(app).send('POST', '/api/registrations', { email: address, displayName: 'Eve', language: 'en' })
  const [known, unknown] = [await send(email), await send(someone())]
  expect([known.statusCode, known.body]).toEqual([unknown.statusCode, unknown.body])
  const mail = await server.next(email)
  expect(mail.subject).toBe('You have an account already')
  expect(linkIn(mail).hash).toBe('')
})

test('a name that holds a link or a line break makes neither in a letter', async () => {
  const { owner, organization: acme } = await organization()
  await ctx.control.db
    .updateTable('organizations')
    .set({ name: 'Win at https://evil.example/x\r\nBcc: eve@example.com' })
    .where('id', '=', acme.id)
    .execute()
  const email = someone()
  await inviteMember(owner, { organization: acme, email, displayName: '<b>Bo</b>', role: 'viewer' })
  const { mail, link } = await letterTo(email)
  expect(mail.headers.map(({ key }) => key)).not.toContain('bcc')
  expect(mail.html).not.toContain('<b>Bo</b>')
  expect(mail.text).not.toContain('https://evil.example')
  expect(link.origin).toBe('http://localhost:4400')
})

test('a new e-mail address counts once its link is used; the old one is told', async () => {
  const { email, userId } = await person(ctx)
  const member = asMember(ctx, userId)
  await changeProfile(member, { displayName: 'New Name', language: 'fr' })
  const to = someone()
  await expect(askEmail(member, { email: to, password: 'wrong wrong wrong' })).rejects.toMatchObject({
    code: 'wrong-credentials',
  })
  await askEmail(member, { email: to, password })
  const { token, mail } = await letterTo(to)
  expect(mail.subject).toBe('Confirmez votre nouvelle adresse e-mail')
  expect(await signIn(anyone(ctx), { email, password })).toMatchObject({ userId })
  await confirmEmail(anyone(ctx), { token })
  expect((await server.next(email)).subject).toBe('Votre adresse e-mail a été modifiée')
  expect(await signIn(anyone(ctx), { email: to, password })).toMatchObject({ userId })
  await expect(confirmEmail(anyone(ctx), { token })).rejects.toMatchObject({ code: 'gone' })
})

test('nobody is flooded by members who say that the address is theirs', async () => {
  const { userId } = await person(ctx)
  const to = someone()
  const ask = () => askEmail(asMember(ctx, userId), { email: to, password })
  for (let tries = 0; tries < 5; tries++) await ask()
  await expect(ask()).rejects.toMatchObject({ code: 'too-many-requests' })
})

test('every change of a membership says who, whom, what, when and from where, without the address', async () => {
  const { organizationId } = await organization()
  const admin = await seedMember(ctx, { organizationId, role: 'owner' })
  const { email } = await givePassword(ctx, admin)
  const browser = new Browser(app)
  await browser.send('POST', '/api/sign-in', { email, password })
  const invite = { email: someone(), displayName: 'Bo', role: 'viewer' }
  const { userId } = (await browser.send('POST', `/api/organizations/${organizationId}/members`, invite)).json()
  const [entry] = await ctx.control.db
    .selectFrom('membership_audit_log')
    .selectAll()
    .where('user_id', '=', userId)
    .execute()
  expect(entry).toMatchObject({
    actor_id: admin,
    action: 'membership.invited',
    role: 'viewer',
    organization_id: organizationId,
  })
  expect(entry?.address_mac).toMatch(/^[0-9a-f]{24}$/)
})
