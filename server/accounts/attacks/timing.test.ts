import { hash } from '@node-rs/bcrypt'
import { afterAll, expect, test } from 'vitest'
import { testContext } from '../../testing/context.ts'
import { nobody } from '../login/password.ts'
import { signIn } from '../login/sign-in.ts'
import { anyone, person } from '../testing/people.ts'

const ctx = anyone(await testContext())
const tries = 1_000

/**
 * How well one sample tells itself from the other: the share of pairs in which the first is slower (Mann–Whitney). 0.5
 * means not at all. Load shifts both alike, since they are taken by turns; it only blurs them.
 */
function slower(first: readonly number[], second: readonly number[]): number {
  const sorted = [...second].sort((a, b) => a - b)
  let wins = 0
  for (const one of first) {
    let [low, high] = [0, sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sorted[middle] ?? 0) < one) low = middle + 1
      else high = middle
    }
    wins += low
  }
  return wins / (first.length * second.length)
}

/** With 500 of each, chance alone leaves 0.5 by more than 0.08 once in 20,000 runs. */
const tolerance = 0.08

async function measure(known: (index: number) => Promise<unknown>, unknown: (index: number) => Promise<unknown>) {
  const times: [number[], number[]] = [[], []]
  for (let index = 0; index < tries; index++) {
    const which = index % 2
    const start = performance.now()
    await (which === 0 ? known(index) : unknown(index)).catch(() => {})
    times[which]?.push(performance.now() - start)
  }
  return slower(times[0], times[1])
}

/** Their passwords are hashed at bcrypt's lowest cost; so is what nobody's is compared with, as long as this lasts. */
const people: string[] = []
for (let index = 0; index < 60; index++) people.push((await person(ctx)).email)
const dear = nobody.hash
nobody.hash = await hash('thrown away', 4)
afterAll(() => {
  nobody.hash = dear
})
const guess = (email = '') => signIn(ctx, { email, password: 'not it' })
/** Few enough of each that nobody is locked out. */
const turn = (index: number) => (index >> 1) % people.length

test('in a thousand tries by turns, an address with an account takes no other time than one without', async () => {
  const known = await measure(
    (index) => guess(people[turn(index)]),
    (index) => guess(`nobody-${turn(index)}@example.com`),
  )
  expect(Math.abs(known - 0.5)).toBeLessThan(tolerance)
})

test('the measurement finds a difference of a millisecond', async () => {
  const wait = (index: number) => {
    const until = performance.now() + 1
    while (performance.now() < until);
    return guess(`nobody-${turn(index)}@elsewhere.example`)
  }
  const found = await measure(wait, (index) => guess(`nobody-${turn(index)}@example.org`))
  expect(Math.abs(found - 0.5)).toBeGreaterThan(tolerance)
})
