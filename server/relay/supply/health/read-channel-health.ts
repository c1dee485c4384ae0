import type { ChannelHealth } from '@vitrine/protocol'
import { requirePlatformAdmin } from '../../../accounts/index.ts'
import type { Context } from '../../../context.ts'
import { type Minute, msOf } from '../choosing/track.ts'
import type { Told } from '../supply.ts'
import { relayNodeHealth, relayNodes } from '../tables.ts'

const minuteMs = 60_000
const worst = ['open', 'half-open', 'closed'] as const

/** How the operator's channels did in the last hour, over all machines of the relay that run. */
export async function readChannelHealth(ctx: Context): Promise<ChannelHealth[]> {
  await requirePlatformAdmin(ctx)
  const { ephemeral } = ctx.control
  const nodes = await ephemeral.readSet(relayNodes.key({}))
  const texts = await Promise.all(nodes.map((node) => ephemeral.get(relayNodeHealth.key({ node }))))
  const told = texts.flatMap((text) => (text === undefined ? [] : (JSON.parse(text) as Told[])))
  return [...Map.groupBy(told, ({ channelId }) => channelId)].map(([channelId, of]) => together(channelId, of))
}

const iso = (ms: number): string => new Date(ms).toISOString()

function together(channelId: string, of: readonly Told[]): ChannelHealth {
  const minutes = of.flatMap((one) => one.minutes)
  const fault = of.flatMap((one) => one.fault ?? []).toSorted((a, b) => b.at - a.at)[0]
  const again = of.flatMap((one) => one.againAt ?? [])
  return {
    channelId,
    breaker: worst.find((state) => of.some(({ breaker }) => breaker === state)) ?? 'closed',
    againAt: again.length > 0 ? iso(Math.max(...again)) : null,
    running: of.reduce((sum, one) => sum + one.running, 0),
    lastFault: fault ? { why: fault.why, at: iso(fault.at) } : null,
    ...tries(minutes),
    minutes: [...Map.groupBy(minutes, ({ at }) => Math.floor(at / minuteMs) * minuteMs)]
      .toSorted(([a], [b]) => a - b)
      .map(([at, all]) => ({ at: iso(at), ...tries(all) })),
  }
}

function tries(minutes: readonly Minute[]): Pick<ChannelHealth, 'tried' | 'failed' | 'firstByteMs'> {
  const counts = new Map<number, number>()
  for (const { begun } of minutes)
    for (let at = 0; at < begun.length; at += 2)
      counts.set(begun[at] ?? 0, (counts.get(begun[at] ?? 0) ?? 0) + (begun[at + 1] ?? 0))
  const sorted = [...counts].toSorted(([a], [b]) => a - b)
  const total = sorted.reduce((sum, [, count]) => sum + count, 0)
  const quantile = (share: number) => {
    let left = share * total
    for (const [step, count] of sorted) if ((left -= count) <= 0) return msOf(step)
    return 0
  }
  return {
    tried: minutes.reduce((sum, one) => sum + one.tried, 0),
    failed: minutes.reduce((sum, one) => sum + one.failed, 0),
    firstByteMs: total === 0 ? null : { p50: quantile(0.5), p95: quantile(0.95) },
  }
}
