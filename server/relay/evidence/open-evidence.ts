import type { Context } from '../../context.ts'
import { errorFields } from '../../platform/log/error-fields.ts'
import type { Evidence, RequestRecord } from './evidence.ts'
import { Ring } from './ring.ts'
import { exportTelemetry } from './telemetry/export-telemetry.ts'
import { meter } from './telemetry/meter.ts'
import { type EvidenceRow, toRow } from './to-row.ts'
import { writeRecords } from './write-records.ts'

export type EvidenceState = { readonly waiting: number; readonly written: number; readonly dropped: number }

export type OpenEvidence = Evidence & {
  readonly state: () => EvidenceState
  /** Resolves when what was noted so far has been tried. */
  readonly flush: () => Promise<void>
}

type Options = {
  /** Records held while the database is slow or away; some 500 bytes each. */
  readonly most?: number
  readonly batch?: number
  readonly everyMs?: number
  /** How long a stop waits for a database that does not answer. */
  readonly patienceMs?: number
}

/** The values, not the connection or the server, are why it failed: again would fail again. */
const isData = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code))

type Outcome = { readonly written: (rows: number) => void; readonly refused: () => void }

/** A row that the database refuses is found by halving, so that it keeps no others back. */
async function writeHalves(ctx: Context, rows: readonly EvidenceRow[], outcome: Outcome): Promise<void> {
  try {
    await writeRecords(ctx, rows)
    outcome.written(rows.length)
  } catch (error) {
    if (!isData(error)) throw error
    if (rows.length === 1) return outcome.refused()
    const middle = rows.length >> 1
    await writeHalves(ctx, rows.slice(0, middle), outcome)
    await writeHalves(ctx, rows.slice(middle), outcome)
  }
}

/** Writes what is noted in batches beside the requests; see `Evidence`. */
export async function openEvidence(ctx: Context, how: Options = {}): Promise<OpenEvidence> {
  const { most = 50_000, batch = 1_000, everyMs = 1_000, patienceMs = 15_000 } = how
  const ring = new Ring<RequestRecord>(most)
  let [written, refused, told] = [0, 0, 0]
  let stuck: EvidenceRow[] = []
  let running: Promise<void> | undefined
  let pause = 0

  const telemetry = exportTelemetry(ctx, meter)

  const dropped = () => ring.dropped + refused
  const state = () => ({ waiting: ring.length + stuck.length, written, dropped: dropped() })
  meter.watch(state)

  async function writeAll(): Promise<void> {
    while (stuck.length > 0 || ring.length > 0) {
      if (stuck.length === 0) stuck = ring.take(batch).map(toRow)
      await writeHalves(ctx, stuck, {
        written: (rows) => void (written += rows),
        refused: () => void refused++,
      })
      stuck = []
    }
  }

  const flush = (): Promise<void> => {
    running ??= writeAll()
      .then(() => void (pause = 0))
      .catch((error: unknown) => {
        pause = Math.min(Math.max(pause * 2, everyMs), 30_000)
        ctx.log.warn('Records of requests could not be written yet', {
          count: stuck.length + ring.length,
          ...errorFields(error),
        })
      })
      .finally(() => {
        running = undefined
        if (dropped() > told) ctx.log.error('Records of requests were lost', { count: dropped() - told })
        told = dropped()
      })
    return running
  }

  let due = 0
  const timer = setInterval(() => {
    if (ring.length + stuck.length > 0 && Date.now() >= due) void flush().then(() => (due = Date.now() + pause))
  }, everyMs).unref()

  return {
    note(record) {
      ring.push(record)
      meter.add(record)
      telemetry?.note(record)
      if (ring.length >= batch && pause === 0) void flush()
    },
    flush,
    state,
    async close() {
      clearInterval(timer)
      const until = Date.now() + patienceMs
      do await flush()
      while (ring.length + stuck.length > 0 && Date.now() < until && (await later(200)))
      const left = ring.length + stuck.length
      if (left > 0) ctx.log.error('Records of requests were lost', { count: left })
      await telemetry?.close()
    },
  }
}

const later = (ms: number): Promise<boolean> => new Promise((resolve) => void setTimeout(() => resolve(true), ms))
