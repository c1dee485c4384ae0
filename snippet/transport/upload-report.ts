import type { ReportOpened, ReportSent } from '@vitrine/protocol'
import { claimKeepalive, keepaliveBytes } from './keepalive.ts'
import { type Patience, patience, persist } from './retry.ts'
import { type Body, bytesOf, type Part } from './sealed-report.ts'
import { SendError } from './send-error.ts'

export type Destination = {
  /** Address of the server, with a slash at the end. */
  server: string
  fetch: typeof fetch
  patience?: Patience
}

export type Upload = {
  parts: readonly Part[]
  body: (place: number) => Promise<Body | undefined>
  signal: AbortSignal
  /** Requests done of all there are. */
  progress: (done: number, total: number) => void
}

export type Uploading = {
  /** Throws `SendError`, or the signal's reason when aborted. */
  sent: Promise<ReportSent>
  /** The page goes: hands the browser what is left, as far as that is little enough to outlive the page. */
  leave: () => void
}

/** Files that a report can do without: so long, so many at once, and each is tried once. */
const spare = { ms: 5_000, atOnce: 4 } as const

const common: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer' }

/** An answer that opening the report once more may mend: the token is too old, or chunks are missing after all. */
const isStale = (error: unknown, opened: boolean, last: boolean): boolean =>
  error instanceof SendError && opened && (error.status === 401 || (last && error.status === 409))

/** Need not be sent: the server has it, or has no use for it. */
const isHeld = ({ seq, file, voice }: Part, opened: ReportOpened | undefined): boolean => {
  if (!opened) return false
  if (file !== undefined) return !opened.wanted.includes(file)
  return voice ? opened.voiceHeld : seq !== undefined && opened.received.includes(seq)
}

/** Opens the report, sends what the server doesn't hold yet, completes it. May be repeated, from any tab. */
export function uploadReport(to: Destination, { parts, body, signal, progress }: Upload): Uploading {
  /** A small report is held whole, so that `leave` has it at hand. */
  const held = new Map<number, Body | undefined>()
  const small = bytesOf(parts) <= keepaliveBytes
  let opened: ReportOpened | undefined
  let at = 0

  const ask = (part: Part, content: Body | undefined, init: RequestInit) => {
    const token = opened && { authorization: `Bearer ${opened.uploadToken}` }
    const request = { ...common, ...init, method: part.method, headers: { ...part.headers, ...token } }
    return to.fetch(to.server + part.path, content === undefined ? request : { ...request, body: content })
  }
  const send = async (part: Part, place: number): Promise<Response> => {
    const content = held.has(place) ? held.get(place) : await body(place)
    held.set(place, content)
    const attempt = async (signal: AbortSignal, tried: number) => {
      // Some browsers can't do it with a preflight: the second attempt goes without.
      const claim = tried === 0 && document.visibilityState === 'hidden' ? claimKeepalive(part.bytes) : undefined
      return ask(part, content, { signal, keepalive: claim !== undefined }).finally(claim)
    }
    const patient = to.patience ?? patience
    const answer = await persist(attempt, signal, part.spare ? { ...patient, attempts: 1 } : patient)
    if (!small) held.delete(place)
    return answer
  }
  /** What can't be sent now is left out; only a token that is too old is worth another try. */
  const sendSpare = async (): Promise<void> => {
    const queue = [...parts.entries()].filter(([, part]) => part.spare && !isHeld(part, opened))
    const until = Date.now() + spare.ms
    const work = async () => {
      for (let next = queue.shift(); next && Date.now() < until; next = queue.shift()) {
        const [place, part] = next
        progress(parts.length - 1 - queue.length, parts.length)
        await send(part, place).catch((error: unknown) => {
          if (!(error instanceof SendError) || error.status === 401) throw error
        })
      }
    }
    await Promise.all(Array.from({ length: spare.atOnce }, work))
  }
  const pass = async (): Promise<ReportSent> => {
    let answer: Response | undefined
    let spared = false
    for (const [place, part] of parts.entries()) {
      if (part.spare && spared) continue
      at = place
      progress(place, parts.length)
      if (part.spare) await sendSpare()
      spared ||= part.spare === true
      if (part.spare || isHeld(part, opened)) continue
      answer = await send(part, place)
      if (place === 0) opened = (await answer.json()) as ReportOpened
    }
    progress(parts.length, parts.length)
    return (await answer?.json()) as ReportSent
  }
  const run = async (): Promise<ReportSent> => {
    if (small) for (const place of parts.keys()) held.set(place, await body(place))
    try {
      return await pass()
    } catch (error) {
      if (!isStale(error, opened !== undefined, at === parts.length - 1)) throw error
      opened = undefined
      return pass()
    }
  }
  const leave = () => {
    // Without the token that opening brings nothing else can be sent.
    const left = [...parts.entries()].filter(([place, part]) =>
      opened ? place >= at && !isHeld(part, opened) : place === 0,
    )
    if (!left.every(([place, { bytes }]) => bytes === 0 || held.has(place))) return
    const claim = claimKeepalive(bytesOf(left.map(([, part]) => part)))
    if (!claim) return
    const asked = left.map(([place, part]) => ask(part, held.get(place), { keepalive: true }))
    void Promise.allSettled(asked).then(claim)
  }
  return { sent: run(), leave }
}
