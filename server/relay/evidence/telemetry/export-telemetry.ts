import type { Context } from '../../../context.ts'
import { errorFields } from '../../../platform/log/error-fields.ts'
import type { RequestRecord } from '../evidence.ts'
import { Ring } from '../ring.ts'
import type { Meter } from './meter.ts'
import { metricsOf, tracesOf } from './to-otlp.ts'

export type Telemetry = {
  readonly note: (record: RequestRecord) => void
  /** Sends what there is; resolves when that has been tried. */
  readonly send: () => Promise<void>
  readonly close: () => Promise<void>
}

const batch = 512
const everyMs = 5_000
const metricsEveryMs = 60_000

/** Tells the collector that the settings name about requests, in batches. What it does not take in time is dropped. */
export function exportTelemetry(
  { config: { otlpUrl }, egress, log }: Pick<Context, 'config' | 'egress' | 'log'>,
  meter: Meter,
): Telemetry | undefined {
  if (otlpUrl === undefined) return undefined
  const ring = new Ring<RequestRecord>(4_096)
  let running: Promise<void> | undefined
  let metricsAt = 0

  async function post(kind: 'traces' | 'metrics', body: object): Promise<void> {
    const answer = await egress.fetch(`${otlpUrl}/v1/${kind}`, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    await answer.body?.cancel()
    if (!answer.ok) throw new Error(`The collector answered ${answer.status}`)
  }

  async function sendAll(): Promise<void> {
    while (ring.length > 0) await post('traces', tracesOf(ring.take(batch)))
    await post('metrics', metricsOf(meter, Date.now()))
    metricsAt = Date.now()
  }
  const send = (): Promise<void> =>
    (running ??= sendAll()
      .catch((error: unknown) => log.warn('The telemetry collector did not take what it was sent', errorFields(error)))
      .finally(() => {
        running = undefined
      }))
  const timer = setInterval(() => {
    if (ring.length > 0 || Date.now() - metricsAt > metricsEveryMs) void send()
  }, everyMs).unref()
  return {
    note: (record) => ring.push(record),
    send,
    close: () => {
      clearInterval(timer)
      return send()
    },
  }
}
