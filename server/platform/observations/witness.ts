/** What is noticed at run time and can't be read from any store. */
export type Sight = 'host-contacted' | 'host-refused' | 'log-field'

/** Counts what this process saw, until somebody takes it away. */
export type Witness = {
  saw(kind: Sight, name: string): void
  /** Everything since the last time. */
  take(): { kind: Sight; name: string; count: number }[]
}

/** Names may come from outside; so many are told apart. */
const most = 1_000

export function createWitness(): Witness {
  let seen = new Map<string, { kind: Sight; name: string; count: number }>()
  return {
    saw(kind, name) {
      const short = name.slice(0, 253)
      const key = `${kind} ${short}`
      const same = seen.get(key)
      if (same) same.count++
      else if (seen.size < most) seen.set(key, { kind, name: short, count: 1 })
    },
    take() {
      const taken = [...seen.values()]
      seen = new Map()
      return taken
    },
  }
}
