import type { IncomingMessage } from 'node:http'
import type { KnownKey, Unknown } from '../keys/known-key.ts'
import { secretOf } from './client-headers.ts'
import type { Parts } from './parts.ts'
import { refusals } from './refuse.ts'
import { Refused } from './refused.ts'

const keyRefusals = {
  unknown: refusals.unknownKey,
  expired: refusals.expiredKey,
  revoked: refusals.revokedKey,
  network: refusals.network,
  unavailable: refusals.unavailable,
} as const

function known(found: KnownKey | Unknown): KnownKey {
  if ('refused' in found) throw new Refused(keyRefusals[found.refused])
  return found
}

/** Who asks; a promise only where that isn't known yet. */
export function findKey({ keys }: Parts, request: IncomingMessage): KnownKey | Promise<KnownKey> {
  const secret = secretOf(request)
  if (!secret) throw new Refused(refusals.noKey)
  const found = keys.find(secret, request)
  return found instanceof Promise ? found.then(known) : known(found)
}
