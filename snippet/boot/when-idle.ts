import { guard } from './guard.ts'
import { clearTimer, setTimer } from './natives.ts'

const askIdle = globalThis.requestIdleCallback?.bind(globalThis) as typeof requestIdleCallback | undefined

/** Runs when the browser has time, at the latest after `timeout` ms. */
export const idle = (run: () => void, timeout = 1_000): void => {
  const guarded = guard(run)
  if (askIdle) askIdle(guarded, { timeout })
  else setTimer(guarded, Math.min(timeout, 50))
}

/** A page that never stops loading is recorded all the same, after this time. */
const patienceMs = 8_000

/** After the page's own loading, when there is time. */
export function whenLoaded(run: () => void): void {
  const go = () => {
    clearTimer(timer)
    window.removeEventListener('load', go)
    idle(run, 3_000)
  }
  const timer = setTimer(go, patienceMs)
  if (document.readyState === 'complete') go()
  else window.addEventListener('load', go)
}

/** When there is a document to add something to. */
export function whenReady(run: () => void): void {
  if (document.readyState !== 'loading') idle(run)
  else document.addEventListener('DOMContentLoaded', () => idle(run), { once: true })
}
