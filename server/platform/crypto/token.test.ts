import { createSecretKey, randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { openEnvelope } from './envelope.ts'
import { randomToken, sha256 } from './random-token.ts'
import { openToken, sealToken } from './token.ts'

const envelope = openEnvelope({ masterKey: createSecretKey(randomBytes(32)) })
const stranger = openEnvelope({ masterKey: createSecretKey(randomBytes(32)) })
const claims = z.object({ recordingId: z.string() })
const now = new Date('2026-01-01T00:00:00Z')
const later = new Date('2026-01-01T00:10:00Z')
const token = sealToken(envelope, 'upload', { recordingId: 'r1' }, later)
const open = (given: string, at = now) => openToken(envelope, 'upload', given, claims, at)

test('gives the claims back until the moment it expires', () => {
  expect(open(token)).toEqual({ recordingId: 'r1' })
  expect(open(token, new Date(later.getTime() - 1))).toEqual({ recordingId: 'r1' })
  expect(open(token, later)).toBeUndefined()
})

test('opens for its own purpose, installation and claims only', () => {
  expect(openToken(envelope, 'access', token, claims, now)).toBeUndefined()
  expect(openToken(stranger, 'upload', token, claims, now)).toBeUndefined()
  expect(openToken(envelope, 'upload', token, z.object({ userId: z.string() }), now)).toBeUndefined()
})

test('no altered token opens', () => {
  fc.assert(
    fc.property(
      fc.nat(token.length - 1),
      fc.constantFrom('A', 'Z', 'a', 'z', '0', '9', '-', '_', '.', '='),
      (at, char) => {
        const altered = token.slice(0, at) + char + token.slice(at + 1)
        fc.pre(altered !== token)
        expect(open(altered)).toBeUndefined()
      },
    ),
  )
})

test('nonsense is refused without an exception', () => {
  const [body, mac] = token.split('.')
  for (const nonsense of [
    '',
    '.',
    '..',
    `${body}`,
    `${body}.`,
    `.${mac}`,
    `${token}.x`,
    `${token}=`,
    'é.é',
    'x'.repeat(10_000),
  ])
    expect(open(nonsense)).toBeUndefined()
  fc.assert(fc.property(fc.string(), (text) => open(text) === undefined))
})

test('random tokens are 43 characters of base64url and never repeat', () => {
  const made = Array.from({ length: 1_000 }, randomToken)
  expect(new Set(made).size).toBe(1_000)
  for (const one of made) expect(one).toMatch(/^[\w-]{43}$/)
  expect(sha256('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
