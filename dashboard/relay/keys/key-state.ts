import type { RelayKey } from '@vitrine/protocol'

const states = {
  works: { works: true, label: 'Works', color: 'green' },
  ended: { works: false, label: 'Ended', color: 'gray' },
  revoked: { works: false, label: 'Revoked', color: 'gray' },
} as const

/** What a key is good for at a moment. */
export function keyState({ revokedAt, endsAt }: Pick<RelayKey, 'revokedAt' | 'endsAt'>, now: number) {
  if (revokedAt !== null) return states.revoked
  if (endsAt !== null && Date.parse(endsAt) <= now) return states.ended
  return states.works
}
