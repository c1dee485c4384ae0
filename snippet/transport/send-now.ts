import type { ReportSent } from '@vitrine/protocol'
import type { Watch } from './deliver.ts'
import type { SealedReport } from './sealed-report.ts'
import { SendError } from './send-error.ts'
import { type Destination, type Uploading, uploadReport } from './upload-report.ts'

type How = {
  /** It is not kept because others wait already. */
  isFull: boolean
  watch: Watch
  signal: AbortSignal
}

export type Direct = {
  send: (report: SealedReport, how: How) => Promise<ReportSent>
  leave: () => void
  stop: () => void
}

/** As good as it goes where nothing can be kept: from memory, while the page is open. */
export function createDirect(to: Destination, sent: (reportId: string) => void): Direct {
  const running = new Map<Uploading, AbortController>()
  return {
    async send({ parts, bodies }, { isFull, watch, signal }) {
      const body = async (place: number) => bodies[place]
      const stopping = new AbortController()
      const either = AbortSignal.any([signal, stopping.signal])
      const uploading = uploadReport(to, { parts, body, signal: either, progress: watch.sending })
      running.set(uploading, stopping)
      try {
        const done = await uploading.sent
        sent(done.reportId)
        return done
      } catch (error) {
        const lost = error instanceof SendError && error.code === 'offline'
        throw lost && isFull ? new SendError('full') : error
      } finally {
        running.delete(uploading)
      }
    },
    leave() {
      for (const uploading of running.keys()) uploading.leave()
    },
    stop() {
      for (const stopping of running.values()) stopping.abort()
    },
  }
}
