import type { Options } from '../api.ts'
import type { OpenedSender, Setup } from '../transport/index.ts'
import { forgetWaiting, mayWait, outboxFlag } from '../transport/waiting.ts'
import type { Emitter } from './emitter.ts'
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

type Page = Omit<Setup, 'key' | 'texts' | 'sent' | 'queued'> & { options: Options; news: Emitter }

/** Reports of earlier pages that wait to be sent. What sends them is loaded only where there may be one. */
export function createOutbox(parts: Parts, { options, news, ...page }: Page): Outbox {
  const { storage } = page
  const { key } = options
  const setup = (): Setup => ({
    ...page,
    key,
    texts: options.texts,
    sent: (reportId) => news.emit('sent', { reportId }),
    queued: (reportId) => news.emit('queued', { reportId }),
  })
  let opened: Promise<OpenedSender> | undefined
  let alive = true
  const sender = () => {
    opened ??= parts.sender().then(
      ({ openSender }) => openSender(setup()),
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
  const tell = (what: 'stop' | 'forget') => void opened?.then((made) => made[what]()).catch(() => {})
  const ends = [
    listen(window, 'online', look),
    listen(window, 'pageshow', ({ persisted }) => persisted && look()),
    listen(window, 'storage', (event) => event.key === outboxFlag(key) && event.newValue && look()),
  ]
  return {
    sender,
    look,
    forget() {
      tell('forget')
      forgetWaiting(key, storage)
    },
    stop() {
      alive = false
      for (const end of ends) end()
      tell('stop')
    },
  }
}
