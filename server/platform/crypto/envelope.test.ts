import { createSecretKey, randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { openEnvelope, rootKey } from './envelope.ts'
import { SealError } from './keys.ts'

const envelope = openEnvelope({ masterKey: createSecretKey(randomBytes(32)) })
const stranger = openEnvelope({ masterKey: createSecretKey(randomBytes(32)) })
const plain = Buffer.from('what the visitor wrote')

test('opens what it sealed, at the same place only', () => {
  const sealed = envelope.master.seal(plain, 'recordings.description|1')
  expect(envelope.master.open(sealed, 'recordings.description|1')).toEqual(plain)
  expect(() => envelope.master.open(sealed, 'recordings.description|2')).toThrow(SealError)
  expect(() => stranger.master.open(sealed, 'recordings.description|1')).toThrow(SealError)
})

test('the same plaintext never looks the same twice, and is not in the seal', () => {
  const first = envelope.master.seal(plain, 'p')
  expect(first.equals(envelope.master.seal(plain, 'p'))).toBe(false)
  expect(first.includes(plain)).toBe(false)
  expect(first.length).toBe(1 + 4 + 12 + plain.length + 16)
})

test('any changed, missing or added byte is refused', () => {
  const sealed = envelope.master.seal(plain, 'p')
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const altered = Buffer.from(sealed)
      altered[at] = (altered[at] ?? 0) ^ flip
      expect(() => envelope.master.open(altered, 'p')).toThrow(SealError)
    }),
  )
  for (let length = 0; length < sealed.length; length++)
    expect(() => envelope.master.open(sealed.subarray(0, length), 'p')).toThrow(SealError)
  expect(() => envelope.master.open(Buffer.concat([sealed, Buffer.of(0)]), 'p')).toThrow(SealError)
})

test('a format of the future is named, not guessed at', () => {
  const sealed = envelope.master.seal(plain, 'p')
  sealed[0] = 3
  expect(() => envelope.master.open(sealed, 'p')).toThrow('its format 3 is not known to this version')
})

test('keys wrap keys: only the right parent, at the right place, unwraps', () => {
  const project = envelope.create('project|a')
  const recording = envelope.create('recording|r', project.key)
  const sealed = recording.key.seal(plain, 'block-0')
  const again = envelope.unwrap(project.wrapped, 'project|a')
  expect(envelope.unwrap(recording.wrapped, 'recording|r', again).open(sealed, 'block-0')).toEqual(plain)
  expect(() => envelope.unwrap(recording.wrapped, 'recording|r')).toThrow(SealError)
  expect(() => envelope.unwrap(recording.wrapped, 'recording|other', again)).toThrow(SealError)
  expect(() => again.open(sealed, 'block-0')).toThrow(SealError)
})

test('a wrapped key does not open as data', () => {
  const { wrapped } = envelope.create('project|a')
  expect(() => envelope.master.open(wrapped, 'project|a')).toThrow(SealError)
})

test('a seal error names the place and nothing else', () => {
  const sealed = envelope.master.seal(plain, 'p')
  const caught = (() => {
    try {
      return stranger.master.open(sealed, 'recordings.console|7')
    } catch (error) {
      return error
    }
  })()
  expect(caught).toMatchObject({ name: 'SealError', place: 'recordings.console|7' })
  expect(String(caught)).not.toContain(plain.toString())
})

test('macs differ by purpose and by master key, and stay the same over a restart', () => {
  const bytes = randomBytes(32)
  const before = openEnvelope({ masterKey: createSecretKey(bytes) })
  const after = openEnvelope({ masterKey: createSecretKey(bytes) })
  expect(before.mac('address', '10.0.0.1')).toEqual(after.mac('address', '10.0.0.1'))
  expect(before.mac('address', '10.0.0.1')).not.toEqual(before.mac('other', '10.0.0.1'))
  expect(before.mac('address', '10.0.0.1')).not.toEqual(envelope.mac('address', '10.0.0.1'))
})

test('while the root key changes, what was made under the old one opens, and what is new is under the new one', () => {
  const [before, after] = [rootKey(createSecretKey(randomBytes(32))), rootKey(createSecretKey(randomBytes(32)))]
  let roots = [before]
  const ring = openEnvelope({ roots: () => roots })
  const old = { sealed: ring.master.seal(plain, 'p'), ...ring.create('project|a'), mac: ring.mac('m', 'x') }
  roots = [after, before]
  expect(ring.master.open(old.sealed, 'p')).toEqual(plain)
  expect(ring.macs('m', 'x')).toContainEqual(old.mac)
  const again = ring.rewrap(old.wrapped, 'project|a')
  const fresh = ring.master.seal(plain, 'p')
  roots = [after]
  expect(ring.master.open(fresh, 'p')).toEqual(plain)
  expect(ring.unwrap(again, 'project|a').open(old.key.seal(plain, 'b'), 'b')).toEqual(plain)
  expect(() => ring.master.open(old.sealed, 'p')).toThrow(SealError)
  expect(ring.macs('m', 'x')).not.toContainEqual(old.mac)
})
