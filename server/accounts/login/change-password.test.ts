import { expect, test } from 'vitest'
import { asMember, testContext } from '../../testing/context.ts'
import { anyone, enter, password, person } from '../testing/people.ts'
import { authenticate } from './authenticate.ts'
import { changePassword } from './change-password.ts'
import { refreshLogin } from './refresh-login.ts'

const ctx = anyone(await testContext())
const next = 'another long enough password'
const works = async (access: string) => (await authenticate(ctx, { access, bearer: undefined })).kind === 'member'

test('a new password ends every other sign-in and starts one for this browser', async () => {
  const { email, userId } = await person(ctx)
  const here = await enter(ctx, { email, password })
  const elsewhere = await enter(ctx, { email, password })
  const fresh = await changePassword(asMember(ctx, userId), { current: password, next })
  expect(await works(here.access)).toBe(false)
  expect(await works(elsewhere.access)).toBe(false)
  await expect(refreshLogin(ctx, { refresh: elsewhere.refresh ?? '' })).rejects.toMatchObject({
    code: 'sign-in-required',
  })
  expect(await works(fresh.access)).toBe(true)
  await expect(enter(ctx, { email, password })).rejects.toMatchObject({ code: 'wrong-credentials' })
  expect((await enter(ctx, { email, password: next })).userId).toBe(userId)
  const [entry] = await ctx.control.db.selectFrom('audit_log').selectAll().where('actor_id', '=', userId).execute()
  expect(entry).toMatchObject({ action: 'member.password-changed', target_id: userId })
})

test('an open browser is no way to guess the password', async () => {
  const { email, userId } = await person(ctx)
  const guess = () => changePassword(asMember(ctx, userId), { current: 'a guess of mine', next })
  for (let tries = 0; tries < 10; tries++) await expect(guess()).rejects.toMatchObject({ code: 'wrong-credentials' })
  await expect(guess()).rejects.toMatchObject({ code: 'too-many-requests' })
  await expect(enter(ctx, { email, password })).rejects.toMatchObject({ code: 'too-many-requests' })
})

test('nobody changes a password without being signed in', async () => {
  await expect(changePassword(ctx, { current: password, next })).rejects.toMatchObject({ code: 'sign-in-required' })
})
