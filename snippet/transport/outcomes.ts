import type { ReportSent } from '@vitrine/protocol'
import { SendError, type SendErrorCode } from './send-error.ts'
import { outboxName } from './waiting.ts'

/** What became of a report, as one tab tells the others. */
export type Outcome = { sent: ReportSent } | { code: SendErrorCode; detail: string | undefined }
type Told = Outcome & { id: string }

export function tellOutcome(key: string, outcome: Told): void {
  const channel = new BroadcastChannel(outboxName(key))
  // A channel reaches its own origin only; there is none to name.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  channel.postMessage(outcome)
  channel.close()
}

/** Messages may arrive after the report is seen to be gone. */
const patienceMs = 2_000

export type Listening = { outcome: () => Promise<ReportSent>; close: () => void }

/** Listens for what another tab makes of this report. Without a word it has been withdrawn. */
export function listenForOutcome(key: string, id: string): Listening {
  const channel = new BroadcastChannel(outboxName(key))
  const heard = new Promise<ReportSent>((resolve, reject) => {
    channel.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      if (data.id !== id) return
      if ('sent' in data) resolve(data.sent)
      else reject(new SendError(data.code, { detail: data.detail }))
    })
  })
  heard.catch(() => {})
  const silence = () =>
    new Promise<never>((_, reject) =>
      setTimeout(() => reject(new DOMException('The report was withdrawn.', 'AbortError')), patienceMs),
    )
  return { outcome: () => Promise.race([heard, silence()]), close: () => channel.close() }
}
