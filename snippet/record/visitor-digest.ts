import type { Facts } from '../api.ts'
import { sha256 } from '../buffer/sha256.ts'

/**
 * By what reports of one visitor are found again: masking may leave nothing of the id itself. The same text is hashed
 * by `visitorText` of the protocol.
 */
export async function visitorDigest(id: Facts[string] | undefined): Promise<string | undefined> {
  const text = typeof id === 'number' || typeof id === 'string' ? String(id).trim() : ''
  return text ? sha256(new TextEncoder().encode(`vitrine-visitor:${text}`)) : undefined
}
