import type { Unit } from './usage.ts'

/** 10⁻¹² US dollars. Money is never a float. */
export type Pico = bigint

/** Above so many input tokens in one request, its units cost this much each. */
export type Tier = { readonly above: number; readonly each: Readonly<Partial<Record<Unit, Pico>>> }

/** What one model costs at one time. Units that are missing cost nothing unless `fallback` says otherwise in `costOf`. */
export type Price = {
  readonly id: string
  readonly model: string
  /** For each unit; seconds of sound and characters are prices per million divided down, like tokens. */
  readonly each: Readonly<Partial<Record<Unit, Pico>>>
  readonly perRequest: Pico
  readonly tiers: readonly Tier[]
}
