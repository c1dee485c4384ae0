import type { ReportSent } from '@vitrine/protocol'
import type { OneTab } from './one-tab.ts'
import { type Outbox, outboxSeconds } from './outbox.ts'
import { listenForOutcome, tellOutcome } from './outcomes.ts'
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

/** Sends a kept report: again and again while that can help, in one tab at a time, until the server has all of it. */
export function deliver({ key, id, outbox, tabs, to, watch, keep, ...hear }: Setup): Delivery {
  const life = new AbortController()
  const others = watch && listenForOutcome(key, id)
  let turn = new AbortController()
  let uploading: Uploading | undefined
  let wake = () => {}
  let fresh = keep

  const end = async (outcome: { sent: ReportSent } | { error: SendError }): Promise<void> => {
    await outbox.remove(id).catch(() => {})
    if ('sent' in outcome) tellOutcome(key, { id, sent: outcome.sent })
    else tellOutcome(key, { id, code: outcome.error.code, detail: outcome.error.detail })
  }
  const failed = async (error: unknown, tried: number): Promise<Round> => {
    if (turn.signal.aborted) return { restMs: longestRestMs }
    if (!(error instanceof SendError)) throw error
    if (!isPassing(error.status)) {
      await end({ error })
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
    const body = async (place: number) => {
      const found = await outbox.body(id, place)
      // Withdrawn meanwhile, perhaps in another tab: an empty request would be taken for an error of ours.
      if (found === undefined && entry.parts[place]?.bytes) throw withdrawn()
      return found
    }
    uploading = uploadReport({ ...to, patience: kept }, { parts: entry.parts, body, signal: turn.signal, progress })
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
  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const round = async (tried: number): Promise<Round> => {
    turn = new AbortController()
    try {
      return await tabs.hold(id, turn.signal, () => upload(tried))
    } catch (error) {
      if (turn.signal.aborted) return { restMs: longestRestMs }
      throw error
    }
  }
  const run = async (): Promise<ReportSent> => {
    for (let tried = 0; ; tried++) {
      const done = await round(tried)
      life.signal.throwIfAborted()
      if ('sent' in done) return done.sent
      if ('gone' in done) {
        if (others) return others.outcome()
        throw withdrawn()
      }
      if (done.why) watch?.waiting(done.why)
      await rest(done.restMs)
      life.signal.throwIfAborted()
    }
  }
  const pause = () => turn.abort()
  return {
    result: run().finally(() => others?.close()),
    wake: () => wake(),
    leave() {
      uploading?.leave()
      pause()
    },
    stop() {
      life.abort()
      pause()
      wake()
    },
  }
}
