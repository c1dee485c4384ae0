import type { OpenedSender, Setup } from '../transport/index.ts'
import { forgetWaiting, mayWait, outboxFlag } from '../transport/waiting.ts'
import { listen } from './guard.ts'
import type { Parts } from './parts.ts'

export type Outbox = {
  sender: () => Promise<OpenedSender>
  /** Goes on with reports that wait, if there are any. */
  look: () => void
  /** Withdrawn: stops sending and deletes what waits. */
  forget: () => void
  stop: () => void
}

/** Reports of earlier pages that wait to be sent. What sends them is loaded only where there may be one. */
export function createOutbox(parts: Parts, setup: Setup): Outbox {
  const { key, storage } = setup
  let opened: Promise<OpenedSender> | undefined
  let alive = true
  const sender = () => {
    opened ??= parts.sender().then(
      ({ openSender }) => openSender(setup),
      (error: unknown) => {
        opened = undefined
        throw error
      },
    )
    return opened
  }
  const resume = async () => {
    if (!(await mayWait(key, storage)) || !alive) return
    await (await sender()).resume()
  }
  // Offline even the sender may be out of reach; the next sign of a connection looks again.
  const look = () => void resume().catch(() => {})
  const hushed = () => void opened?.then(({ stop }) => stop()).catch(() => {})
  const ends = [
    listen(window, 'online', look),
    listen(window, 'pageshow', ({ persisted }) => persisted && look()),
    listen(window, 'storage', (event) => event.key === outboxFlag(key) && event.newValue && look()),
  ]
  return {
    sender,
    look,
    forget() {
      hushed()
      forgetWaiting(key, storage)
    },
    stop() {
      alive = false
      for (const end of ends) end()
      hushed()
    },
  }
}
