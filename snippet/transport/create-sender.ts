import type { ReportSent } from '@vitrine/protocol'
import type { Draft } from '../record/draft.ts'
import { type Delivery, deliver, type Watch } from './deliver.ts'
import { oneTab } from './one-tab.ts'
import { type Kept, type Outbox, openOutbox } from './outbox.ts'
import { type SealedReport, sealReport } from './sealed-report.ts'
import { SendError } from './send-error.ts'
import { createDirect, type Direct } from './send-now.ts'

export type SenderSetup = {
  key: string
  /** Address of the server, with a slash at the end. */
  server: string
  fetch: typeof fetch
  storage: Storage | undefined
  /** This tab has sent it. */
  sent: (reportId: string) => void
  queued: (reportId: string) => void
  /** An earlier page's report can't be sent. Nobody sees it unless this says it. */
  refused: (error: unknown) => void
}

export type Sender = {
  /** Keeps the report on this device, then sends it; aborting withdraws it. */
  send: (draft: Draft, description: string, watch: Watch, signal: AbortSignal) => Promise<ReportSent>
  /** Goes on with what waits. */
  resume: () => Promise<void>
  /** Stops sending in this tab; what waits goes on waiting. */
  stop: () => void
  /** Stops, and deletes what this tab was sending or about to keep. */
  forget: () => Promise<void>
}

/** The report can't be kept here. */
class NotKept extends Error {
  readonly why: Kept
  constructor(why: Kept) {
    super(why)
    this.why = why
  }
}

const keptAs = (error: unknown): Kept => (error instanceof NotKept ? error.why : 'kept')

type Ways = { outbox: Outbox; direct: Direct; resumeOne: (id: string) => Promise<void> }
type How = { kept: Kept; watch: Watch; signal: AbortSignal }

/** From memory, because it isn't kept, or what is kept can't be read. */
async function sendUnkept({ outbox, direct, resumeOne }: Ways, report: SealedReport, { kept, watch, signal }: How) {
  const drop = () => void outbox.remove(report.id).catch(() => {})
  // Written down later than anybody waited for, it would be sent whatever became of it.
  if (kept === 'unavailable') drop()
  try {
    const sent = await direct.send(report, { isFull: kept === 'full', watch, signal })
    if (kept === 'kept') drop()
    return sent
  } catch (error) {
    if (kept === 'kept' && !signal.aborted) void resumeOne(report.id)
    throw error
  }
}

/** `first`: it is sent later. */
function tellingOnce(watch: Watch, first: () => void): Watch {
  let told = false
  const waiting = (why: SendError) => {
    if (!told) first()
    told = true
    watch.waiting(why)
  }
  return { ...watch, waiting }
}

/** Sends reports, those of this page and those that earlier pages left behind. */
export function createSender({ key, server, fetch, storage, sent, queued, refused }: SenderSetup): Sender {
  const outbox = openOutbox(key, server, storage)
  const tabs = oneTab(outbox)
  const to = { server, fetch }
  const deliveries = new Map<string, Delivery>()
  const direct = createDirect(to, sent)
  /** What was begun before the last of them is no longer wanted. */
  let stops = 0

  const start = (id: string, more: { watch: Watch; keep: () => Promise<void> } | object): Promise<ReportSent> => {
    const delivery = deliver({ key, id, outbox, tabs, to, sent, ...more })
    deliveries.set(id, delivery)
    return delivery.result.finally(() => deliveries.delete(id))
  }
  const sendKept = async (report: SealedReport, watch: Watch, signal: AbortSignal): Promise<ReportSent> => {
    const { id } = report
    const keep = async () => {
      const kept = await outbox.keep(report, Date.now(), tabs.lease())
      if (kept !== 'kept') throw new NotKept(kept)
    }
    const withdraw = () => {
      deliveries.get(id)?.stop()
      void outbox.remove(id).catch(() => {})
    }
    signal.addEventListener('abort', withdraw)
    try {
      return await start(id, { watch: tellingOnce(watch, () => queued(id)), keep })
    } catch (error) {
      const settled = error instanceof SendError || (error instanceof DOMException && error.name === 'AbortError')
      if (settled || signal.aborted) throw error
      // The browser's storage is full, forbidden or broken: no reason not to send.
      return await sendUnkept({ outbox, direct, resumeOne }, report, { kept: keptAs(error), watch, signal })
    } finally {
      signal.removeEventListener('abort', withdraw)
      // A withdrawal may have come while the report was being written down.
      if (signal.aborted) withdraw()
    }
  }
  const resumeOne = async (id: string): Promise<void> => {
    try {
      await start(id, {})
    } catch (error) {
      // Of anything else nobody need hear: it still waits, or was withdrawn.
      if (error instanceof SendError) refused(error)
    }
  }
  const leave = () => {
    for (const delivery of deliveries.values()) delivery.leave()
    direct.leave()
  }
  const stop = () => {
    stops++
    window.removeEventListener('pagehide', leave)
    for (const delivery of deliveries.values()) delivery.stop()
    direct.stop()
  }
  return {
    stop,
    async forget() {
      const running = [...deliveries]
      stop()
      await Promise.allSettled(running.map(([, { result }]) => result))
      for (const [id] of running) await outbox.remove(id)
    },
    send({ report, ...draft }, description, watch, signal) {
      window.addEventListener('pagehide', leave)
      return sendKept(sealReport({ ...report, description }, draft), watch, signal)
    },
    async resume() {
      window.addEventListener('pagehide', leave)
      for (const delivery of deliveries.values()) delivery.wake()
      const before = stops
      const entries = await outbox.list().catch(() => outbox.list())
      if (before !== stops) return
      for (const { id } of entries) if (!deliveries.has(id)) void resumeOne(id)
      if (entries.length === 0) await outbox.tidy()
    },
  }
}
