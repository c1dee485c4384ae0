import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto'
import { sealedPlace } from '@vitrine/ledger'
import type { Stores } from '../../context.ts'
import { platformSecrets } from '../tables.ts'
import type { Envelope } from './envelope.ts'
import { SealError } from './keys.ts'

/** ES256: what the installation says can be checked by anyone who has its public key. */
export interface Signer {
  readonly publicJwk: JsonWebKey
  /** base64url of `r || s`, as WebCrypto's ECDSA P-256 with SHA-256 verifies it. */
  sign(data: Uint8Array): string
}

const name = 'policy-signing-key'
const place = sealedPlace(platformSecrets, 'sealed', name)

async function readSealed(db: Stores['db']): Promise<Buffer | undefined> {
  const row = await db.selectFrom('platform_secrets').select('sealed').where('name', '=', name).executeTakeFirst()
  return row?.sealed
}

async function create(db: Stores['db'], envelope: Envelope): Promise<void> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const sealed = envelope.master.seal(privateKey.export({ format: 'der', type: 'pkcs8' }), place)
  const row = { name, sealed }
  await db
    .insertInto('platform_secrets')
    .values(row)
    .onConflict((on) => on.column('name').doNothing())
    .execute()
}

function openOrExplain(envelope: Envelope, sealed: Buffer): Buffer {
  try {
    return envelope.master.open(sealed, place)
  } catch (error) {
    const what = 'This database was sealed with another master key.'
    throw new Error(`${what} Put back the master.key or VITRINE_MASTER_KEY it was used with.`, { cause: error })
  }
}

/** Opens the installation's signing key, made on the first start. Refuses a database that another master key sealed. */
export async function loadSigner({ db, envelope }: { db: Stores['db']; envelope: Envelope }): Promise<Signer> {
  if (!(await readSealed(db))) await create(db, envelope)
  const sealed = await readSealed(db)
  if (!sealed) throw new SealError(place, 'it is gone')
  const der = openOrExplain(envelope, sealed)
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  der.fill(0)
  const { kty, crv, x, y } = createPublicKey(key).export({ format: 'jwk' })
  return {
    publicJwk: { kty, crv, x, y },
    sign: (data) => sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  }
}
