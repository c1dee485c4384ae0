import { Secret } from 'otpauth'
import { expect, test } from 'vitest'
import type { Context } from '../../context.ts'
import { openMail } from '../../platform/mail/open-mail.ts'
import { asMember, testContext } from '../../testing/context.ts'
import { linkIn, testMailServer } from '../../testing/mail-server.ts'
import { seedMember } from '../../testing/seed.ts'
import { completeRegistration } from '../entrance/complete-registration.ts'
import { register } from '../entrance/register.ts'
import { changeRegistration } from '../entrance/registration.ts'
import { changeRootKey } from '../keys/change-root-key.ts'
import { beginSecondStep } from '../login/second-step/begin-second-step.ts'
import { authenticator } from '../login/second-step/check-code.ts'
import { confirmSecondStep } from '../login/second-step/confirm-second-step.ts'
import { endSecondStep } from '../login/second-step/end-second-step.ts'
import { signIn } from '../login/sign-in.ts'
import { changeProject } from '../projects/change-project.ts'
import { authorizeProject } from '../rights/authorize-project.ts'
import { anyone, enter, givePassword, password, person } from '../testing/people.ts'
import { startAccountWork } from './jobs.ts'

const server = await testMailServer()
const ctx: Context = await testContext({ mail: openMail(server.config) })
await startAccountWork(ctx)
const nobody = anyone(ctx)
const visit = { browser: 'Firefox on Linux', device: undefined }
const lettersTo = (email: string) =>
  server.inbox.filter(({ to }) => to?.some(({ address }) => address === email)).map(({ subject }) => subject)
const speak = (userId: string, language: 'de' | 'fr') =>
  ctx.control.db.updateTable('users').set({ language }).where('id', '=', userId).execute()

/** All that went to the address: what was written earlier has arrived once a last letter has. */
async function allTo(userId: string, email: string): Promise<number> {
  await enter(nobody, { email, password }, { ...visit, browser: `the last of ${userId}` })
  await expect
    .poll(() => server.inbox.some(({ text }) => text?.includes(`the last of ${userId}`)), { timeout: 20_000 })
    .toBe(true)
  return lettersTo(email).length
}

async function alerts(organizationId: string) {
  const alert_email = `alerts-${organizationId}@example.com`
  await ctx.control.db.updateTable('organizations').set({ alert_email }).where('id', '=', organizationId).execute()
  return alert_email
}

test('a sign-in from a browser not seen before is told, in the member’s language; one seen before is not', async () => {
  const { email, userId } = await person(ctx)
  await speak(userId, 'de')
  const { device } = await enter(nobody, { email, password }, visit)
  const mail = await server.next(email)
  expect(mail.subject).toBe('Anmeldung an Ihrem Konto mit einem neuen Browser')
  expect(mail.text).toContain('Firefox on Linux')
  expect(mail.text).toMatch(/\d{4}-\d\d-\d\d \d\d.?:.?\d\d UTC/)
  expect(linkIn(mail).pathname).toBe('/account')
  await enter(nobody, { email, password }, { ...visit, device })
  expect(await allTo(userId, email)).toBe(2)
})

test('a locked account is told once for each lock; addresses without an account leave the same behind and get nothing', async () => {
  const { email, userId } = await person(ctx)
  await speak(userId, 'fr')
  const unknown = `nobody-${crypto.randomUUID()}@example.com`
  const rows = async () =>
    (await ctx.control.db.selectFrom('password_reset_tokens').select('email').execute()).map((row) => row.email)
  for (const address of [email, unknown])
    for (let tries = 0; tries < 13; tries++)
      await expect(signIn(nobody, { email: address, password: 'not it' })).rejects.toThrow()
  expect((await server.next(email)).subject).toBe('Votre compte est bloqué pour un quart d’heure')
  await expect.poll(rows, { timeout: 20_000 }).not.toContain(unknown)
  expect(lettersTo(unknown)).toEqual([])
  expect(lettersTo(email)).toHaveLength(1)
})

test('what many at once lock together is one letter, and a second step that is guessed counts as well', async () => {
  const { email, userId } = await person(ctx)
  const me = asMember(ctx, userId)
  const { secret } = await beginSecondStep(me, { password })
  await confirmSecondStep(me, { code: authenticator(Secret.fromBase32(secret)).generate() })
  expect((await server.next(email)).subject).toBe('Two-step sign-in is on')
  await Promise.allSettled(Array.from({ length: 9 }, () => signIn(nobody, { email, password: 'not it' })))
  await signIn(nobody, { email, password })
  expect((await server.next(email)).subject).toBe('Your account is locked for a quarter of an hour')
  await endSecondStep(me, { password }, undefined).catch(() => {})
  expect(lettersTo(email)).toHaveLength(2)
})

test('two-step sign-in switched off is told', async () => {
  const { email, userId } = await person(ctx)
  const me = asMember(ctx, userId)
  const { secret } = await beginSecondStep(me, { password })
  await confirmSecondStep(me, { code: authenticator(Secret.fromBase32(secret)).generate() })
  await server.next(email)
  await endSecondStep(me, { password })
  expect((await server.next(email)).subject).toBe('Two-step sign-in is off')
})

test('who asks to be let in is told to the organization’s owners and admins, or to those who run the installation', async () => {
  const { email: owner, userId, organizationId } = await person(ctx)
  const viewer = await givePassword(ctx, await seedMember(ctx, { organizationId, role: 'viewer' }))
  const { email: operator, userId: operatorId } = await person(ctx)
  await ctx.control.db.updateTable('users').set({ platform_admin: true }).where('id', '=', operatorId).execute()
  await changeRegistration(asMember(ctx, operatorId, true), 'approval')
  await ctx.control.db
    .updateTable('organizations')
    .set({ joins_as: 'viewer', code: 'acme-told' })
    .where('id', '=', organizationId)
    .execute()
  const ask = async (code?: string) => {
    const email = `asks-${crypto.randomUUID()}@example.com`
    await register(nobody, { email, displayName: 'Cleo', language: 'en', ...(code && { code }) })
    const token = new URLSearchParams(linkIn(await server.next(email)).hash.slice(1)).get('token') ?? ''
    await completeRegistration(nobody, { token })
  }
  await ask('acme-told')
  const mail = await server.next(owner)
  expect(mail.subject).toBe('Somebody asks to be let in to Acme')
  expect(linkIn(mail).pathname).toBe(`/organizations/${organizationId}/members`)
  await ask()
  expect((await server.next(operator)).subject).toBe('Somebody asks to be let in')
  expect(lettersTo(viewer.email)).toEqual([])
  expect(await allTo(userId, owner)).toBe(2)
})

test('another retention is told to the organization’s address for warnings, in its owner’s language', async () => {
  const { userId, organizationId, projectId } = await person(ctx)
  await speak(userId, 'de')
  const to = await alerts(organizationId)
  const owner = asMember(ctx, userId)
  const change = async (retentionDays: number) =>
    changeProject(owner, {
      project: await authorizeProject(owner, projectId, 'administer'),
      change: { retentionDays, confirmDeletion: true },
    })
  await change(90)
  await change(30)
  const mail = await server.next(to)
  expect(mail.subject).toBe('Wie lange Shop Daten aufbewahrt, wurde geändert')
  expect(mail.text).toMatch(/Guten Tag Acme,[^]*30 Tage[^]*90 Tage/)
  expect(lettersTo(to)).toHaveLength(1)
})

test('another root key is told to every address for warnings once everything is under it', async () => {
  const { organizationId } = await person(ctx)
  const to = await alerts(organizationId)
  expect(await changeRootKey({ ...ctx, actor: { kind: 'operator' } }, { overlapHours: 0, say: () => {} })).toBe(true)
  expect((await server.next(to)).subject).toContain('were changed')
})
