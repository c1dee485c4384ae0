import { createHash } from 'node:crypto'

/** Everything about a simulated request follows from its number, so that anybody can tell what it should have cost. */
export type Planned = {
  readonly requestId: string
  readonly organizationId: string
  readonly amount: bigint
  readonly cost: bigint
  /** How it ends: charged, charged by two calls, given up, or forgotten by its program. */
  readonly end: 'settled' | 'settled-twice' | 'released' | 'settled-late' | 'forgotten'
  readonly takesMs: number
}

const cent = 10_000_000_000n

export function plannedRequest(seed: string, number: number, organizations: readonly string[]): Planned {
  const bytes = createHash('sha256').update(`${seed} ${number}`).digest()
  const at = (place: number) => bytes.readUInt16BE(place)
  const hex = bytes.toString('hex')
  const amount = (BigInt(at(0)) * cent) / 65_536n + 1n
  const kind = at(4) % 100
  const end =
    kind < 60
      ? 'settled'
      : kind < 70
        ? 'settled-twice'
        : kind < 85
          ? 'released'
          : kind < 97
            ? 'settled-late'
            : 'forgotten'
  return {
    requestId: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
    organizationId: organizations[at(2) % organizations.length] ?? '',
    amount,
    cost: (amount * BigInt(at(6) % 101)) / 100n + 1n > amount ? amount : (amount * BigInt(at(6) % 101)) / 100n + 1n,
    end,
    takesMs: end === 'settled-late' ? at(8) % 200 : at(8) % 20,
  }
}
