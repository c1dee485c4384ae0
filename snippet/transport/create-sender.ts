import type { ReportSent } from '@vitrine/protocol'
import type { Draft } from '../record/draft.ts'
import { type Delivery, deliver, type Watch } from './deliver.ts'
import { oneTab } from './one-tab.ts'
import { type Kept, openOutbox } from './outbox.ts'
import { type SealedReport, sealReport } from './sealed-report.ts'
import { SendError } from './send-error.ts'
import { type Uploading, uploadReport } from './upload-report.ts'

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
}

/** The report can't be kept here. */
class NotKept extends Error {
  readonly why: Kept
  constructor(why: Kept) {
    super(why)
    this.why = why
  }
}

/** Sends reports, those of this page and those that earlier pages left behind. */
export function createSender({ key, server, fetch, storage, sent, queued, refused }: SenderSetup): Sender {
  const outbox = openOutbox(key, server, storage)
  const tabs = oneTab(outbox)
  const to = { server, fetch }
  const deliveries = new Map<string, Delivery>()
  const direct = new Map<Uploading, AbortController>()

  const start = (id: string, more: { watch: Watch; keep: () => Promise<void> } | object): Promise<ReportSent> => {
    window.addEventListener('pagehide', leave)
    const delivery = deliver({ key, id, outbox, tabs, to, sent, ...more })
    deliveries.set(id, delivery)
    return delivery.result.finally(() => deliveries.delete(id))
  }
  /** As good as it goes where nothing can be kept: while the page is open. */
  const sendNow = async ({ parts, bodies }: SealedReport, why: Kept, watch: Watch, signal: AbortSignal) => {
    const body = async (place: number) => bodies[place]
    const stopping = new AbortController()
    const either = AbortSignal.any([signal, stopping.signal])
    const uploading = uploadReport(to, { parts, body, signal: either, progress: watch.sending })
    direct.set(uploading, stopping)
    window.addEventListener('pagehide', leave)
    try {
      const done = await uploading.sent
      sent(done.reportId)
      return done
    } catch (error) {
      const lost = error instanceof SendError && error.code === 'offline'
      throw lost && why === 'full' ? new SendError('full') : error
    } finally {
      direct.delete(uploading)
    }
  }
  const sendKept = async (report: SealedReport, watch: Watch, signal: AbortSignal): Promise<ReportSent> => {
    const { id } = report
    let told = false
    const waiting = (why: SendError) => {
      if (!told) queued(id)
      told = true
      watch.waiting(why)
    }
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
      return await start(id, { watch: { ...watch, waiting }, keep })
    } catch (error) {
      const settled = error instanceof SendError || (error instanceof DOMException && error.name === 'AbortError')
      if (settled || signal.aborted) throw error
      // The browser's storage is full, forbidden or broken: no reason not to send.
      return await sendNow(report, error instanceof NotKept ? error.why : 'unavailable', watch, signal)
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
    for (const uploading of direct.keys()) uploading.leave()
  }
  return {
    send: ({ report, ...draft }, description, watch, signal) =>
      sendKept(sealReport({ ...report, description }, draft), watch, signal),
    async resume() {
      for (const delivery of deliveries.values()) delivery.wake()
      const entries = await outbox.list()
      for (const { id } of entries) if (!deliveries.has(id)) void resumeOne(id)
      if (entries.length === 0) await outbox.tidy()
    },
    stop() {
      window.removeEventListener('pagehide', leave)
      for (const delivery of deliveries.values()) delivery.stop()
      for (const stopping of direct.values()) stopping.abort()
    },
  }
}
