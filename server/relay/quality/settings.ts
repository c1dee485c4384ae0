import type { QualitySettings } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { isReal, type Watched } from './watched.ts'

export type Settings = QualitySettings & {
  readonly lastRoundAt: Date | null
  readonly lookedAt: Date | null
  readonly watched: number
  readonly active: boolean
}

/** Four rounds of eleven short questions: some 4,000 tokens a day for each model on each channel. */
export const presets = { probing: 'auto', rounds_per_day: 4 } as const

export async function readSettings(ctx: Context): Promise<Settings> {
  const row = await ctx.control.db.selectFrom('model_quality_settings').selectAll().executeTakeFirst()
  return {
    probing: row?.probing ?? presets.probing,
    roundsPerDay: row?.rounds_per_day ?? presets.rounds_per_day,
    lastRoundAt: row?.last_round_at ?? null,
    lookedAt: row?.looked_at ?? null,
    watched: row?.watched ?? 0,
    active: row?.active ?? false,
  }
}

/** Whether models are asked by themselves, as set and as there is something to ask. */
export const isActive = ({ probing }: QualitySettings, all: readonly Watched[]): boolean =>
  all.length > 0 && (probing === 'on' || (probing === 'auto' && all.some(isReal)))

export function nextRound({ roundsPerDay, lastRoundAt }: Settings, now: Date): Date {
  if (!lastRoundAt) return now
  return new Date(lastRoundAt.getTime() + 86_400_000 / roundsPerDay)
}
