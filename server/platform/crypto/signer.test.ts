import { createSecretKey, randomBytes, webcrypto } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import type { Tables } from '../../declarations.ts'
import { freshDatabase } from '../../testing/database.ts'
import { openDatabase } from '../db/open.ts'
import { openEnvelope } from './envelope.ts'
import { loadSigner } from './signer.ts'

const { connection, drop } = await freshDatabase()
const db = openDatabase<Tables>(connection, { max: 4 })
afterAll(async () => {
  await db.destroy()
  await drop()
})
const envelope = openEnvelope({ masterKey: createSecretKey(randomBytes(32)) })
const data = Buffer.from('{"masking":"balanced"}')

test('signs what a browser verifies, with one key for all processes that start at once', async () => {
  const signers = await Promise.all(Array.from({ length: 5 }, () => loadSigner({ db, envelope })))
  const { subtle } = webcrypto
  const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const jwk = (await loadSigner({ db, envelope })).publicJwk as webcrypto.JsonWebKey
  const key = await subtle.importKey('jwk', jwk, ecdsa, false, ['verify'])
  for (const signer of signers) {
    expect(signer.publicJwk).toEqual(jwk)
    const signature = Buffer.from(signer.sign(data), 'base64url')
    expect(await subtle.verify(ecdsa, key, signature, data)).toBe(true)
    expect(await subtle.verify(ecdsa, key, signature, Buffer.from('{"masking":"open"}'))).toBe(false)
  }
})

test('the private key rests sealed only', async () => {
  const { publicJwk } = await loadSigner({ db, envelope })
  expect(Object.keys(publicJwk).sort()).toEqual(['crv', 'kty', 'x', 'y'])
  const rows = await db.selectFrom('platform_secrets').selectAll().execute()
  expect(rows).toHaveLength(1)
  expect(rows[0]?.sealed.includes(Buffer.from(publicJwk.x ?? '', 'base64url'))).toBe(false)
})

test('refuses to start on a database that another master key sealed', async () => {
  const stranger = openEnvelope({ masterKey: createSecretKey(randomBytes(32)) })
  await expect(loadSigner({ db, envelope: stranger })).rejects.toThrow('sealed with another master key')
})
