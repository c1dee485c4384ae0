import { hash } from '@node-rs/bcrypt'
import { afterAll, expect, test } from 'vitest'
import { sha256 } from '../../platform/crypto/random-token.ts'
import { openMail } from '../../platform/mail/open-mail.ts'
import { testContext } from '../../testing/context.ts'
import { testMailServer } from '../../testing/mail-server.ts'
import { askReset } from '../entrance/ask-reset.ts'
import { register } from '../entrance/register.ts'
import { nobody } from '../login/password.ts'
import { signIn } from '../login/sign-in.ts'
import { failedLogins } from '../login/tables.ts'
import { anyone, password } from '../testing/people.ts'

// Letters are queued as they are in earnest; nobody sends them, which would only blur what is measured.
const ctx = anyone(await testContext({ mail: openMail((await testMailServer()).config) }))
const { db, ephemeral } = ctx.control
const triesOfEach = 500
/** Some thousand tries one after another, perhaps on a busy machine. */
const patient = { timeout: 300_000 }
const dear = nobody.hash
const cheap = await hash(password, 4)
// Passwords are hashed at bcrypt's lowest cost; so is what nobody's is compared with, as long as this lasts.
nobody.hash = cheap
afterAll(() => {
  nobody.hash = dear
})

/** What an address may be. An account is disabled by having no password: its organization's sign-on lets it in. */
const kinds = ['known', 'locked', 'disabled', 'unknown'] as const
type Kind = (typeof kinds)[number]

const failures = (email: string) => failedLogins.key({ email_sha256: sha256(email).toString('hex') })

/** New addresses of a kind. */
async function addresses(kind: Kind, count: number): Promise<string[]> {
  const emails = Array.from({ length: count }, () => `${crypto.randomUUID()}@example.com`)
  const password_hash = kind === 'disabled' ? null : cheap
  const rows = emails.map((email) => ({ id: crypto.randomUUID(), email, display_name: 'Ada', password_hash }))
  if (kind !== 'unknown') await db.insertInto('users').values(rows).execute()
  if (kind === 'locked') for (const email of emails) await ephemeral.increment(failures(email), 10)
  return emails
}

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

type Call = (email: string) => Promise<unknown>
type Sample<Name extends string> = Readonly<Record<Name, { readonly emails: readonly string[]; readonly call: Call }>>

/** How well each can be told from the last; they begin by turns, so that none profits from what another has warmed. */
async function measure<Name extends string>(sample: Sample<Name>): Promise<Record<string, number>> {
  const names = Object.keys(sample) as Name[]
  const times = new Map<Name, number[]>(names.map((name) => [name, []]))
  for (let round = 0; round < triesOfEach; round++)
    for (let place = 0; place < names.length; place++) {
      const name = names[(place + round) % names.length] as Name
      const { emails, call } = sample[name]
      const start = performance.now()
      await call(emails[round % emails.length] ?? '').catch(() => {})
      times.get(name)?.push(performance.now() - start)
    }
  const [others, base] = [names.slice(0, -1), times.get(names.at(-1) as Name) ?? []]
  return Object.fromEntries(others.map((name) => [name, slower(times.get(name) ?? [], base)]))
}

const told = (found: Record<string, number>) =>
  Object.entries(found).filter(([, by]) => Math.abs(by - 0.5) >= tolerance)

const guess: Call = (email) => signIn(ctx, { email, password: 'not it' })
const ask: Call = (email) => askReset(ctx, { email })
const enrol: Call = (email) => register(ctx, { email, displayName: 'Eve', language: 'en' })

/** As many addresses as keep below the limit of what is measured, per address. */
const perAddress = { signIn: 9, mail: 5 }

async function among(which: readonly Kind[], call: Call, perAddress: number): Promise<Record<string, number>> {
  const sample: Record<string, { emails: string[]; call: Call }> = {}
  for (const kind of which) sample[kind] = { emails: await addresses(kind, Math.ceil(triesOfEach / perAddress)), call }
  return measure(sample)
}

test('signing in takes the same time for every address', patient, async () => {
  expect(told(await among(['known', 'disabled', 'unknown'], guess, perAddress.signIn))).toEqual([])
})

test('so does the try that locks it and has a letter written', patient, async () => {
  const sample: Record<string, { emails: string[]; call: Call }> = {}
  for (const kind of ['known', 'disabled', 'unknown'] as const) {
    const emails = await addresses(kind, triesOfEach)
    await Promise.all(emails.map((email) => ephemeral.increment(failures(email), 9)))
    sample[kind] = { emails, call: guess }
  }
  expect(told(await measure(sample))).toEqual([])
})

test('so does asking for a new password', patient, async () => {
  expect(told(await among(kinds, ask, perAddress.mail))).toEqual([])
})

test('so does registering', patient, async () => {
  await db.insertInto('installation_settings').values({ name: 'registration', value: 'open' }).execute()
  expect(told(await among(kinds, enrol, perAddress.mail))).toEqual([])
})

test('the measurement finds a difference of two milliseconds', patient, async () => {
  const late: Call = (email) => {
    const until = performance.now() + 2
    while (performance.now() < until);
    return guess(email)
  }
  const emails = () => addresses('unknown', Math.ceil(triesOfEach / perAddress.signIn))
  const found = await measure({
    late: { emails: await emails(), call: late },
    unknown: { emails: await emails(), call: guess },
  })
  expect(told(found)).toHaveLength(1)
})
