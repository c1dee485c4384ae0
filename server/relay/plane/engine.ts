import type { Parts } from './parts.ts'
import type { Pools } from './pools.ts'
import type { Rounds } from './rounds.ts'

/** What all requests of a process share. */
export type Engine = {
  readonly parts: Parts
  readonly pools: Pools
  readonly rounds: Rounds
}
