import { hash } from '@node-rs/bcrypt'
import { expect, test } from 'vitest'
import { hashPassword, passwordMatches } from './password.ts'

const long = 'x'.repeat(72)

test('passwords that differ only after byte 72 are different', async () => {
  const kept = await hashPassword(`${long}a`)
  expect(kept).toMatch(/^\$2b\$12\$/)
  expect(await passwordMatches(`${long}a`, kept)).toBe(true)
  expect(await passwordMatches(`${long}b`, kept)).toBe(false)
  expect(await passwordMatches(long, kept)).toBe(false)
})

test('bytes count, not characters', async () => {
  const umlauts = 'ü'.repeat(40)
  const kept = await hashPassword(`${umlauts}a`)
  expect(await passwordMatches(`${umlauts}b`, kept)).toBe(false)
})

test('a password is the same however the keyboard composes its letters', async () => {
  expect(await passwordMatches('Zu\u0308rich am See', await hashPassword('Z\u00FCrich am See'))).toBe(true)
})

test('without a hash nothing matches', async () => {
  expect(await passwordMatches('anything', null)).toBe(false)
  expect(await passwordMatches('', undefined)).toBe(false)
})

test('what does not fit into the queue is refused at once, and the queue then empties', async () => {
  const cheap = await hash('right', 4)
  const answers = await Promise.allSettled(Array.from({ length: 80 }, () => passwordMatches('right', cheap)))
  const refused = answers.filter((answer) => answer.status === 'rejected')
  expect(refused.length).toBeGreaterThan(0)
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'unavailable' })
  expect(answers.length - refused.length).toBeGreaterThanOrEqual(50)
  expect(await passwordMatches('right', cheap)).toBe(true)
})
