import { newId } from '../record/draft.ts'
import type { Entry, Outbox } from './outbox.ts'

/** A tab that died is believed alive for at most this long. */
const leaseMs = 20_000
const renewMs = 5_000

export type OneTab = {
  /** Runs while no other tab sends this report. Rejects when aborted before that. */
  hold: <T>(id: string, signal: AbortSignal, run: () => Promise<T>) => Promise<T>
  /** For an entry that is written while it is held. */
  lease: () => Entry['lease']
}

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason)), { once: true })
  })

/** The browser's locks end with their tab, at once. */
const byLock: OneTab = {
  hold: <T>(id: string, signal: AbortSignal, run: () => Promise<T>) =>
    navigator.locks.request(`vitrine:report:${id}`, { signal }, run) as Promise<T>,
  lease: () => undefined,
}

/** On plain HTTP there are no locks: a note in the entry says who sends it, and until when that is to be believed. */
function byLease(outbox: Outbox): OneTab {
  const by = newId()
  const lease = () => ({ by, until: Date.now() + leaseMs })
  /** Milliseconds until it may be free; 0: it is ours, or there is nothing to hold. */
  const claim = async (id: string): Promise<number> => {
    let wait = 0
    await outbox.change(id, (entry) => {
      const left = entry.lease && entry.lease.by !== by ? entry.lease.until - Date.now() : 0
      wait = Math.min(Math.max(left, 0), leaseMs)
      return wait > 0 ? undefined : { ...entry, lease: lease() }
    })
    return wait
  }
  return {
    lease,
    async hold(id, signal, run) {
      for (let wait = await claim(id); wait > 0; wait = await claim(id)) await sleep(wait, signal)
      signal.throwIfAborted()
      const renewing = setInterval(() => void claim(id).catch(() => {}), renewMs)
      try {
        return await run()
      } finally {
        clearInterval(renewing)
        await outbox.change(id, (entry) => ({ ...entry, lease: undefined })).catch(() => {})
      }
    },
  }
}

/** Among all tabs of this browser, one sends a report at a time; when it dies another one takes over. */
export const oneTab = (outbox: Outbox): OneTab => (navigator.locks ? byLock : byLease(outbox))
