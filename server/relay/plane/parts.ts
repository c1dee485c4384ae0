import type { Money } from '../../billing/index.ts'
import type { Evidence } from '../evidence/evidence.ts'
import type { Keys, Limiter } from '../keys/known-key.ts'
import type { Chooser, Supply } from '../supply/supply.ts'

/** What the data plane is made of; each lives in memory and is kept fresh in the background. */
export type Parts = {
  readonly keys: Keys
  readonly limiter: Limiter
  readonly money: Money
  readonly supply: Supply
  readonly chooser: Chooser
  readonly evidence: Evidence
}
