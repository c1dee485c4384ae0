import { hash } from '@node-rs/bcrypt'
import { expect, test } from 'vitest'
import { testContext } from '../../testing/context.ts'
import { anyone, enter, givePassword, password, person, restarted } from '../testing/people.ts'
import { authenticate } from './authenticate.ts'
import { hashPassword, passwordMatches } from './password.ts'

const ctx = anyone(await testContext())
const wrong = 'not the password at all'
const refusal = (input: { email: string; password: string }, on = ctx) =>
  enter(on, input).then(
    () => 'signed in',
    ({ code, message, hint, retryAfterSeconds }) => ({ code, message, hint, retryAfterSeconds }),
  )

test('the right password signs in', async () => {
  const { email, userId } = await person(ctx)
  const login = await enter(ctx, { email, password })
  expect(login.userId).toBe(userId)
  const actor = await authenticate(ctx, { access: login.access, bearer: undefined })
  expect(actor).toMatchObject({ kind: 'member', userId, platformAdmin: false, login: login.refresh?.split('.')[0] })
})

test('a wrong password, an unknown address and a user without a password get the same answer', async () => {
  const { email } = await person(ctx)
  const { userId } = await person(ctx)
  const withoutPassword = await ctx.control.db
    .updateTable('users')
    .set({ password_hash: null })
    .where('id', '=', userId)
    .returning('email')
    .executeTakeFirstOrThrow()
  const answer = await refusal({ email, password: wrong })
  expect(answer).toMatchObject({ code: 'wrong-credentials' })
  expect(await refusal({ email: 'nobody@example.com', password })).toEqual(answer)
  expect(await refusal({ email: withoutPassword.email, password })).toEqual(answer)
})

test('ten failures lock known and unknown addresses out alike, whatever the password', async () => {
  const { email } = await person(ctx)
  const unknown = 'stranger@example.com'
  for (let tries = 0; tries < 10; tries++) {
    expect(await refusal({ email, password: wrong })).toMatchObject({ code: 'wrong-credentials' })
    expect(await refusal({ email: unknown, password: wrong })).toMatchObject({ code: 'wrong-credentials' })
  }
  const answer = await refusal({ email, password })
  expect(answer).toMatchObject({ code: 'too-many-requests', retryAfterSeconds: 900 })
  expect(await refusal({ email: unknown, password })).toEqual(answer)
})

test('who is turned away because too many sign in at once has not failed', async () => {
  const { email } = await person(ctx)
  const cheap = await hash(password, 4)
  const crowded = new AbortController()
  const crowd = Array.from({ length: 60 }, async () => {
    // Whoever has had their turn queues again at once; whoever found no place looks again later.
    while (!crowded.signal.aborted)
      await passwordMatches(password, cheap).catch(() => new Promise((later) => setImmediate(later)))
  })
  const codes: string[] = []
  for (let tries = 0; tries < 12; tries++) {
    const answer = await refusal({ email, password })
    codes.push(typeof answer === 'string' ? answer : answer.code)
  }
  crowded.abort()
  await Promise.all(crowd)
  expect(codes).toEqual(Array.from({ length: 12 }, () => 'unavailable'))
  expect((await enter(ctx, { email, password })).access).toBeDefined()
})

test('a lock survives a restart and lapses 15 minutes after the last failure', async () => {
  const { email } = await person(ctx)
  let now = new Date()
  const before = await restarted(ctx, () => now)
  for (let tries = 0; tries < 10; tries++) {
    now = new Date(now.getTime() + 60_000)
    await refusal({ email, password: wrong }, before.ctx)
  }
  await before.close()
  const after = await restarted(ctx, () => now)
  now = new Date(now.getTime() + 899_000)
  expect(await refusal({ email, password }, after.ctx)).toMatchObject({ code: 'too-many-requests' })
  now = new Date(now.getTime() + 2_000)
  expect(await refusal({ email, password }, after.ctx)).toBe('signed in')
  await after.close()
})

test('signing in forgets earlier failures', async () => {
  const { email } = await person(ctx)
  for (let round = 0; round < 3; round++) {
    for (let tries = 0; tries < 5; tries++) await refusal({ email, password: wrong })
    expect(await refusal({ email, password })).toBe('signed in')
  }
})

test('tries at the same moment do not slip past the limit', async () => {
  const { email, userId } = await person(ctx)
  await givePassword(ctx, userId)
  const answers = await Promise.all(Array.from({ length: 30 }, () => refusal({ email, password: wrong })))
  expect(answers.filter((answer) => typeof answer === 'object' && answer.code === 'wrong-credentials')).toHaveLength(10)
})

test('the failure counter is keyed by a hash: no address is stored', async () => {
  await refusal({ email: 'traceless@example.com', password: wrong })
  const rows = await ctx.control.db.selectFrom('ephemeral_entries').selectAll().execute()
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain('traceless')
})

test('strangers who fail on purpose lock out strangers, not the browser that the member has used before', async () => {
  const { email } = await person(ctx)
  const { device } = await enter(ctx, { email, password })
  const other = await person(ctx)
  const { device: foreign } = await enter(ctx, { email: other.email, password })
  for (let tries = 0; tries < 10; tries++) await refusal({ email, password: wrong })
  expect(await refusal({ email, password })).toMatchObject({ code: 'too-many-requests' })
  for (const cookie of [foreign, `${device}x`, 'nonsense', '.'])
    await expect(enter(ctx, { email, password }, { browser: 'x', device: cookie })).rejects.toMatchObject({
      code: 'too-many-requests',
    })
  const again = await enter(ctx, { email, password }, { browser: 'Firefox 140 on Linux', device })
  expect(again.userId).toBeDefined()
})

test('a known browser has ten failures of its own', async () => {
  const { email } = await person(ctx)
  const { device } = await enter(ctx, { email, password })
  const here = { browser: 'x', device }
  for (let tries = 0; tries < 10; tries++)
    await expect(enter(ctx, { email, password: wrong }, here)).rejects.toMatchObject({ code: 'wrong-credentials' })
  await expect(enter(ctx, { email, password }, here)).rejects.toMatchObject({ code: 'too-many-requests' })
  expect((await enter(ctx, { email, password })).userId).toBeDefined()
})

test('an unknown address takes as long as a wrong password', async () => {
  const { email, userId } = await person(ctx)
  const passwordHash = await hashPassword(password)
  await ctx.control.db.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', userId).execute()
  const timed = async (address: string) => {
    const start = performance.now()
    await refusal({ email: address, password: wrong })
    return performance.now() - start
  }
  const known: number[] = []
  const unknown: number[] = []
  for (let round = 0; round < 4; round++) {
    known.push(await timed(email))
    unknown.push(await timed(`unknown-${round}@example.com`))
  }
  // The fastest of each: load only ever slows down.
  const ratio = Math.min(...unknown) / Math.min(...known)
  expect(ratio).toBeGreaterThan(0.6)
  expect(ratio).toBeLessThan(1.7)
})
