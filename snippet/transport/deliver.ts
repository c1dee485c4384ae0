import type { ReportSent } from '@vitrine/protocol'
import type { OneTab } from './one-tab.ts'
import { type Entry, type Outbox, outboxSeconds } from './outbox.ts'
import { listenForOutcome, type Outcome, tellOutcome } from './outcomes.ts'
import { patience, pauseMs } from './retry.ts'
import { isPassing, SendError } from './send-error.ts'
import { type Destination, type Uploading, uploadReport } from './upload-report.ts'

export type Watch = {
  sending: (done: number, total: number) => void
  /** It could not be sent for now and waits on this device. */
  waiting: (why: SendError) => void
}

export type Delivery = {
  /** Rejects with a `SendError` when it can't succeed any more, with an `AbortError` when it was withdrawn or stopped. */
  result: Promise<ReportSent>
  /** Tries now, if it waits. */
  wake: () => void
  /** The page is going: hands over what little is left and rests until it is woken. */
  leave: () => void
  stop: () => void
}

type Setup = {
  key: string
  id: string
  outbox: Outbox
  tabs: OneTab
  to: Destination
  /** This tab has sent it. */
  sent: (reportId: string) => void
  watch?: Watch
  /** Writes the report down once this tab holds it; throws where that is impossible. */
  keep?: () => Promise<void>
}

/** A report that is kept fails fast and waits; with every round it waits longer, up to this. */
const longestRestMs = 300_000
const kept = { ...patience, attempts: 3, longestMs: 3_000 }

type Round = { sent: ReportSent } | { gone: true } | { restMs: number; why?: SendError }

const withdrawn = () => new DOMException('The report was withdrawn.', 'AbortError')

const isOver = (savedAt: number): boolean => Math.abs(Date.now() - savedAt) > outboxSeconds * 1_000

/** A wait that can be cut short, also before it has begun. */
function createRest() {
  let woken = false
  let end: (() => void) | undefined
  return {
    rest: (ms: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(() => end?.(), woken ? 0 : ms)
        end = () => {
          clearTimeout(timer)
          woken = false
          end = undefined
          resolve()
        }
      }),
    wake() {
      woken = true
      end?.()
    },
  }
}

/** A database that doesn't answer now may do so later; a page that holds the report itself need not wait for that. */
function afterSilence(error: unknown, tried: number, watch: Watch | undefined): Round {
  if (watch || error instanceof SendError || error instanceof DOMException) throw error
  return { restMs: pauseMs(tried + 2, Math.random, longestRestMs) }
}

/** Reads what a report consists of, one body at a time. */
const readBodies =
  (outbox: Outbox, { id, parts }: Entry) =>
  async (place: number) => {
    const found = await outbox.body(id, place)
    // Withdrawn meanwhile, perhaps in another tab: an empty request would be taken for an error of ours.
    if (found === undefined && parts[place]?.bytes) throw withdrawn()
    return found
  }

/** Sends a kept report: again and again while that can help, in one tab at a time, until the server has all of it. */
export function deliver({ key, id, outbox, tabs, to, watch, keep, ...hear }: Setup): Delivery {
  const life = new AbortController()
  const others = watch && listenForOutcome(key, id)
  let turn = new AbortController()
  let uploading: Uploading | undefined
  const { rest, wake } = createRest()
  let fresh = keep

  const end = async (outcome: Outcome): Promise<void> => {
    await outbox.remove(id).catch(() => {})
    tellOutcome(key, { id, ...outcome })
  }
  const failed = async (error: unknown, tried: number): Promise<Round> => {
    if (turn.signal.aborted) return { restMs: longestRestMs }
    if (!(error instanceof SendError)) throw error
    if (!isPassing(error.status)) {
      await end({ code: error.code, detail: error.detail })
      throw error
    }
    const { retryAfterMs } = error
    if (retryAfterMs) await outbox.change(id, (entry) => ({ ...entry, notBefore: Date.now() + retryAfterMs }))
    return { restMs: retryAfterMs ?? pauseMs(tried + 2, Math.random, longestRestMs), why: error }
  }
  const upload = async (tried: number): Promise<Round> => {
    await fresh?.()
    fresh = undefined
    const entry = await outbox.read(id)
    if (!entry) return { gone: true }
    if (isOver(entry.savedAt)) return failed(new SendError('expired', { status: 410 }), tried)
    const restMs = entry.notBefore - Date.now()
    if (restMs > 0) return { restMs }
    const progress = watch?.sending ?? (() => {})
    const report = { parts: entry.parts, body: readBodies(outbox, entry) }
    uploading = uploadReport({ ...to, patience: kept }, { ...report, signal: turn.signal, progress })
    try {
      const sent = await uploading.sent
      await end({ sent })
      hear.sent(sent.reportId)
      return { sent }
    } catch (error) {
      return await failed(error, tried)
    } finally {
      uploading = undefined
    }
  }
  const round = async (tried: number): Promise<Round> => {
    turn = new AbortController()
    try {
      return await tabs.hold(id, turn.signal, () => upload(tried))
    } catch (error) {
      if (turn.signal.aborted) return { restMs: longestRestMs }
      return afterSilence(error, tried, watch)
    }
  }
  const run = async (): Promise<ReportSent> => {
    for (let tried = 0; ; tried++) {
      const done = await round(tried)
      life.signal.throwIfAborted()
      if ('sent' in done) return done.sent
      if ('gone' in done) return others ? others.outcome() : Promise.reject(withdrawn())
      if (done.why) watch?.waiting(done.why)
      await rest(done.restMs)
      life.signal.throwIfAborted()
    }
  }
  return {
    result: run().finally(() => others?.close()),
    wake,
    leave() {
      uploading?.leave()
      turn.abort()
    },
    stop() {
      life.abort()
      turn.abort()
      wake()
    },
  }
}
