import { Secret } from 'otpauth'
import { expect, test } from 'vitest'
import type { Context } from '../../../context.ts'
import { asMember, testContext } from '../../../testing/context.ts'
import { Browser, openApp } from '../../testing/browser.ts'
import { anyone, enter, password, person } from '../../testing/people.ts'
import { together } from '../../testing/together.ts'
import { authenticate } from '../authenticate.ts'
import { startLogin } from '../login-session.ts'
import { signIn } from '../sign-in.ts'
import { beginSecondStep } from './begin-second-step.ts'
import { authenticator } from './check-code.ts'
import { confirmSecondStep } from './confirm-second-step.ts'
import { endSecondStep } from './end-second-step.ts'
import { readSecondStep } from './read-second-step.ts'
import { renewRecoveryCodes } from './renew-recovery-codes.ts'
import { takeSecondStep } from './take-second-step.ts'

let now = new Date()
const ctx: Context = { ...(await testContext()), now: () => now }
const nobody = anyone(ctx)
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000)
}

async function withApp() {
  const { email, userId } = await person(ctx)
  const me = asMember(ctx, userId)
  const { secret } = await beginSecondStep(me, { password })
  const app = authenticator(Secret.fromBase32(secret))
  const code = () => app.generate({ timestamp: now.getTime() })
  const { codes } = await confirmSecondStep(me, { code: code() })
  later(31)
  const begin = async () => {
    const admission = await signIn(nobody, { email, password })
    if (!('pending' in admission)) throw new Error('No code was asked for')
    return admission.pending
  }
  const take = (pending: string, given: string) => takeSecondStep(nobody, { pending, code: given })
  return { email, userId, me, codes, code, begin, take }
}
const wrong = { code: 'wrong-credentials', field: 'code' }

test('the secret counts for nothing until a first code has come back', async () => {
  const { email, userId } = await person(ctx)
  const me = asMember(ctx, userId)
  await expect(beginSecondStep(me, { password: 'not it' })).rejects.toMatchObject({ field: 'password' })
  const { uri, secret } = await beginSecondStep(me, { password })
  expect(uri).toMatch(/^otpauth:\/\/totp\//)
  expect(uri).toContain(secret)
  expect(uri).toContain(encodeURIComponent(email))
  await expect(confirmSecondStep(me, { code: '000000' })).rejects.toMatchObject(wrong)
  expect((await enter(nobody, { email, password })).userId).toBe(userId)
  expect(await readSecondStep(me)).toMatchObject({ since: null, recoveryCodesLeft: 0, hasPassword: true })
})

test('of two who begin at once, neither is told of a bug, and one secret is left', async () => {
  const { userId } = await person(ctx)
  const app = await openApp(ctx)
  const browser = new Browser(app)
  browser.signIn(await startLogin(ctx, userId))
  const begin = () => browser.send('POST', '/api/account/second-step', { password })
  const answers = await together(ctx, 'second_factors', [begin, begin])
  const codes = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.statusCode : 0))
  expect(codes.filter((code) => code !== 201 && code !== 409)).toEqual([])
  expect(
    await ctx.control.db.selectFrom('second_factors').select('id').where('user_id', '=', userId).execute(),
  ).toHaveLength(1)
})

test('signing in takes the password and then a code', async () => {
  const { userId, me, begin, take, code } = await withApp()
  expect(await readSecondStep(me)).toMatchObject({ recoveryCodesLeft: 10 })
  const pending = await begin()
  expect((await authenticate(nobody, { access: pending, bearer: undefined })).kind).toBe('anyone')
  await expect(take(pending, '000000')).rejects.toMatchObject(wrong)
  const login = await take(pending, code())
  expect(await authenticate(nobody, { access: login.access, bearer: undefined })).toMatchObject({ userId })
})

test('a code works once, also for two who send it at the same moment', async () => {
  const { begin, take, code } = await withApp()
  const first = code()
  await take(await begin(), first)
  await expect(take(await begin(), first)).rejects.toMatchObject(wrong)
  later(30)
  const pendings = [await begin(), await begin(), await begin()]
  const all = await Promise.allSettled(pendings.map((pending) => take(pending, code())))
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('the code with which it was switched on does not sign in as well', async () => {
  const { email, userId } = await person(ctx)
  const me = asMember(ctx, userId)
  const { secret } = await beginSecondStep(me, { password })
  const code = authenticator(Secret.fromBase32(secret)).generate({ timestamp: now.getTime() })
  await confirmSecondStep(me, { code })
  const admission = await signIn(nobody, { email, password })
  await expect(
    takeSecondStep(nobody, { pending: 'pending' in admission ? admission.pending : '', code }),
  ).rejects.toMatchObject(wrong)
})

test('codes of a minute ago and of the next minute are refused', async () => {
  const { begin, take, code } = await withApp()
  const old = code()
  later(90)
  await expect(take(await begin(), old)).rejects.toMatchObject(wrong)
})

test('a recovery code stands in for the app, once, however it is written', async () => {
  const { me, codes, begin, take } = await withApp()
  const [first = '', second = ''] = codes
  await take(await begin(), first.toUpperCase().replaceAll('-', ' '))
  await expect(take(await begin(), first)).rejects.toMatchObject(wrong)
  const renewed = await renewRecoveryCodes(me, { password })
  expect(renewed.codes).toHaveLength(10)
  await expect(take(await begin(), second)).rejects.toMatchObject(wrong)
  await take(await begin(), renewed.codes[0] ?? '')
  expect((await readSecondStep(me)).recoveryCodesLeft).toBe(9)
})

test('neither the secret nor recovery codes rest in clear', async () => {
  const { codes, userId } = await withApp()
  const factors = await ctx.control.db.selectFrom('second_factors').selectAll().where('user_id', '=', userId).execute()
  const kept = await ctx.control.db.selectFrom('recovery_codes').selectAll().where('user_id', '=', userId).execute()
  expect(factors[0]?.secret.length).toBe(20 + 33)
  expect(kept.map(({ sha256 }) => sha256.length)).toEqual(Array(10).fill(32))
  for (const code of codes) expect(JSON.stringify(kept)).not.toContain(code.replaceAll('-', ''))
})

test('wrong codes and wrong passwords fill one count, and a right password does not empty it', async () => {
  const { email, begin, take } = await withApp()
  const pending = await begin()
  for (let tries = 0; tries < 8; tries++) await expect(take(pending, '000000')).rejects.toMatchObject(wrong)
  await begin()
  const locked = { code: 'too-many-requests' }
  await expect(take(pending, '000000')).rejects.toMatchObject(locked)
  // Once locked, nobody learns whether the password is right.
  await expect(signIn(nobody, { email, password })).rejects.toMatchObject(locked)
  await expect(signIn(nobody, { email, password: 'not it' })).rejects.toMatchObject(locked)
})

test('codes can’t be guessed slowly either: thirty wrong ones a day are all', async () => {
  const { email, begin, take } = await withApp()
  const { ephemeral } = ctx.control
  for (let tries = 0; tries < 30; tries++) {
    const { failedLogins } = await import('../tables.ts')
    const { sha256 } = await import('../../../platform/crypto/random-token.ts')
    await ephemeral.delete(failedLogins.key({ email_sha256: sha256(email).toString('hex') }))
    await expect(take(await begin(), '000000')).rejects.toMatchObject(wrong)
    await ephemeral.delete(failedLogins.key({ email_sha256: sha256(email).toString('hex') }))
  }
  await expect(take(await begin(), '000000')).rejects.toMatchObject({ retryAfterSeconds: 86_400 })
})

test('what lies between the steps lapses, and is no good when forged', async () => {
  const { begin, take, code } = await withApp()
  const pending = await begin()
  later(301)
  for (const one of [pending, '', 'x.y', `${pending}x`])
    await expect(take(one, code())).rejects.toMatchObject({ code: 'sign-in-required' })
})

test('switching off takes the password, and takes the codes along', async () => {
  const { email, userId, me } = await withApp()
  await expect(endSecondStep(me, { password: 'not it' })).rejects.toMatchObject({ field: 'password' })
  await expect(beginSecondStep(me, { password })).rejects.toMatchObject({ code: 'conflict' })
  await endSecondStep(me, { password })
  expect((await enter(nobody, { email, password })).userId).toBe(userId)
  expect(await readSecondStep(me)).toMatchObject({ since: null, recoveryCodesLeft: 0 })
})
