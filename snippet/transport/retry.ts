import { isPassing, refusal, SendError } from './send-error.ts'

export type Patience = {
  attempts: number
  /** Longer waits that a server asks for end the attempts; the error names them. */
  longestMs: number
  /** Resolves after `ms`, rejects when aborted. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>
  random: () => number
  /** False when the browser knows that there is no connection. */
  online: () => boolean
}

const firstPauseMs = 500
const longestPauseMs = 30_000
/** No server's wish keeps a report back for longer. */
const longestAskedMs = 3_600_000
const attemptMs = 60_000

export const patience: Patience = {
  attempts: 6,
  longestMs: longestPauseMs,
  random: Math.random,
  online: () => navigator.onLine,
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer)
        reject(signal.reason)
      }
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop)
        resolve()
      }, ms)
      signal.addEventListener('abort', stop, { once: true })
    }),
}

/** Milliseconds that a `Retry-After` header asks for: seconds or a date. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (!header) return undefined
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), longestAskedMs)
}

/** Grows by two from attempt to attempt; half of it is chance, so that many pages don't come back together. */
export function pauseMs(attempt: number, random: () => number, longest = longestPauseMs): number {
  const full = Math.min(firstPauseMs * 2 ** attempt, longest)
  return full / 2 + (full / 2) * random()
}

/** `tried` counts from 0. */
type Attempt = (signal: AbortSignal, tried: number) => Promise<Response>

/** One attempt's own time limit within the whole. */
async function limited(attempt: Attempt, tried: number, signal: AbortSignal): Promise<Response> {
  const controller = new AbortController()
  const stop = () => controller.abort()
  const timer = setTimeout(stop, attemptMs)
  signal.addEventListener('abort', stop)
  try {
    return await attempt(controller.signal, tried)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

/**
 * One request, repeated while that can help: no answer, 408, 429 and 5xx. Other refusals are final.
 * Throws `SendError`, or the signal's reason when aborted.
 */
export async function persist(
  attempt: Attempt,
  signal: AbortSignal,
  { attempts, longestMs, wait, random, online }: Patience = patience,
): Promise<Response> {
  for (let tried = 0; ; tried++) {
    const last = tried + 1 >= attempts
    const response = await limited(attempt, tried, signal).catch(() => undefined)
    signal.throwIfAborted()
    if (response?.ok) return response
    const asked = response && retryAfterMs(response.headers.get('retry-after'), Date.now())
    if (response && (last || !isPassing(response.status) || (asked ?? 0) > longestMs))
      throw await refusal(response, asked)
    if (!response && (last || !online())) throw new SendError('offline')
    await wait(asked ?? pauseMs(tried, random), signal)
  }
}
