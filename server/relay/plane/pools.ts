import { Pool } from 'undici'
import type { Egress } from '../../platform/egress/egress.ts'
import type { Timeouts } from '../supply/supply.ts'

/** Connections to providers, kept open; one pool for an origin. */
export class Pools {
  readonly #egress: Pick<Egress, 'connector'>
  readonly #pools = new Map<string, { pool: Pool; let: () => void }>()

  constructor(egress: Pick<Egress, 'connector'>) {
    this.#egress = egress
  }

  /** Throws `EgressError` for hosts that no channel names. */
  async open(origin: string, { connect }: Timeouts): Promise<Pool> {
    const open = this.#pools.get(origin)
    if (open) return open.pool
    const { how, done } = await this.#egress.connector(origin)
    const meanwhile = this.#pools.get(origin)
    if (meanwhile) {
      done()
      return meanwhile.pool
    }
    const pool = new Pool(origin, {
      connections: 512,
      pipelining: 1,
      keepAliveTimeout: 30_000,
      // Undici opens its sockets without Nagle's algorithm; said here because streams depend on it.
      connect: { timeout: connect, noDelay: true, ...how },
    })
    this.#pools.set(origin, { pool, let: done })
    return pool
  }

  /** Of an open pool, without waiting. */
  ready(origin: string): Pool | undefined {
    return this.#pools.get(origin)?.pool
  }

  async close(): Promise<void> {
    for (const { pool, let: done } of this.#pools.values()) {
      await pool.destroy()
      done()
    }
    this.#pools.clear()
  }
}
