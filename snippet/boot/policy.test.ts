import { strictest } from '@vitrine/masking'
import { type Policy, policyCache } from '@vitrine/protocol'
import { expect, test } from 'vitest'
import { balanced, createReceiver, publicKey, signPolicy } from '../testing/receiver.ts'
import { cacheKey, loadRules } from './policy.ts'

const installation = createReceiver('').jwk

class Memory {
  readonly items = new Map<string, string>()
  getItem = (key: string) => this.items.get(key) ?? null
  setItem = (key: string, value: string) => void this.items.set(key, value)
  removeItem = (key: string) => void this.items.delete(key)
}

function setup(answer: object | number) {
  const storage = new Memory()
  const source = {
    key: publicKey,
    server: 'https://server.test/',
    installation,
    storage: storage as unknown as Storage,
    now: Date.now,
    fetch: async () => (typeof answer === 'number' ? new Response('', { status: answer }) : Response.json(answer)),
  }
  return { storage, source: source as Parameters<typeof loadRules>[0] }
}

const load = async (answer: object | number, more: object = {}) => loadRules({ ...setup(answer).source, ...more })

test('a signed policy applies and is kept', async () => {
  const { source, storage } = setup(signPolicy({ ...balanced, recordingSeconds: 30 }))
  expect(await loadRules(source)).toMatchObject({ trust: 'signed', recordingSeconds: 30, masking: balanced.masking })
  const again = { ...source, fetch: async () => Promise.reject(new TypeError('offline')) }
  expect(await loadRules(again)).toMatchObject({ trust: 'signed', recordingSeconds: 30 })
  expect([...storage.items.keys()]).toEqual([policyCache.name.replace('{key}', publicKey)])
})

test('what is kept is trusted as long as declared, and not a moment longer', async () => {
  const { source, storage } = setup(signPolicy(balanced))
  await loadRules(source)
  const later = (seconds: number) =>
    loadRules({
      ...source,
      fetch: async () => new Response('', { status: 503 }),
      now: () => Date.now() + seconds * 1_000,
    })
  expect((await later(policyCache.ttl.seconds - 60)).trust).toBe('signed')
  expect(await later(policyCache.ttl.seconds + 60)).toMatchObject({ trust: 'none', masking: strictest })
  expect(storage.items.size).toBe(0)
})

const tampered = (change: Partial<Policy>) => {
  const { policy, signature } = signPolicy(balanced)
  return { policy: JSON.stringify({ ...(JSON.parse(policy) as Policy), ...change }), signature }
}

test.each([
  ['changed after signing', tampered({ masking: { ...balanced.masking, mode: 'open' } })],
  ['of another project', signPolicy({ ...balanced, project: 'pk_other' })],
  ['without a signature', { policy: JSON.stringify(balanced) }],
  ['not a policy', { hello: 'world' }],
  ['no answer', 500],
])('the strictest rules apply: %s', async (_, answer) => {
  expect(await load(answer)).toMatchObject({ trust: 'none', masking: strictest })
})

test('the strictest rules apply without the installation’s key', async () => {
  expect(await load(signPolicy(balanced), { installation: undefined })).toMatchObject({
    trust: 'none',
    masking: strictest,
  })
})

test('what is unproven may shorten the recording, never lengthen it', async () => {
  expect((await load(tampered({ recordingSeconds: 0 }))).recordingSeconds).toBe(0)
  expect((await load(tampered({ recordingSeconds: 600 }))).recordingSeconds).toBe(120)
})

test('a key is stored under the name the ledger declares', () => {
  expect(cacheKey('pk_x')).toBe(policyCache.name.replace('{key}', 'pk_x'))
})
