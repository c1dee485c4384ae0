import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'
import { type Dialect, translateError, Untranslatable, UpstreamError } from '../dialects/index.ts'
import type { Target } from '../supply/supply.ts'
import { type Answer, Failed, type Failure } from './answer.ts'
import type { Call } from './call.ts'
import { answerHeaders } from './client-headers.ts'
import { passing, translating } from './filters.ts'
import type { Pools } from './pools.ts'
import { type Refusal, refusals } from './refuse.ts'
import { routeHeaders } from './route-headers.ts'
import { StreamAnswer } from './stream-answer.ts'
import { type UpstreamRequest, upstreamRequest } from './upstream-request.ts'
import { WholeAnswer } from './whole-answer.ts'

const longestError = 256 * 1024
/** The provider is at fault, or we are by our credentials; another target may do better. */
const channelFaults = new Set([401, 402, 403, 404, 408, 409, 425, 429])

class ClientGone extends Error {}
class TimedOut extends Error {}

/** Seconds, or a date; OpenAI also says milliseconds. */
export function retryAfterOf(headers: IncomingHttpHeaders, now = Date.now()): number | undefined {
  const exact = Number(headers['retry-after-ms'])
  if (Number.isFinite(exact) && exact > 0) return exact
  const said = headers['retry-after']
  if (said === undefined) return undefined
  const ms = /^\d+(\.\d+)?$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - now
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}

function refusalFor(status: number, billed: boolean): Refusal {
  if ((status === 401 || status === 403) && billed) return refusals.credentials
  return { status, code: 'upstream_error', message: `The provider answered with status ${status}.` }
}

function failureOf(
  call: Call,
  target: Target,
  dialect: Dialect,
  status: number,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Failure {
  const retryAfterMs = retryAfterOf(headers)
  const isFault = channelFaults.has(status) || status >= 500
  const refusal = { ...refusalFor(status, target.channel.billed), retryAfterMs }
  const fault = isFault ? 'channel' : 'client'
  if (refusal.code === refusals.credentials.code) return { refusal, fault, retryAfterMs }
  let said: unknown
  try {
    said = JSON.parse(body.toString('utf8'))
  } catch {
    return { refusal, fault, retryAfterMs }
  }
  return {
    refusal,
    fault,
    retryAfterMs,
    body: JSON.stringify(translateError(dialect, call.place.dialect, status, said)),
  }
}

function isTimeout(error: Error): boolean {
  const { code } = error as NodeJS.ErrnoException
  return error instanceof TimedOut || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT'
}

/** One request to one provider. Resolves when the client has its answer or is gone; throws `Failed` while it has nothing. */
class Attempt implements Dispatcher.DispatchHandler {
  readonly #call: Call
  readonly #target: Target
  readonly #sent: UpstreamRequest
  readonly #firstByte: (ms: number) => void
  readonly #done: () => void
  readonly #failed: (error: Failed) => void
  #answer: Answer | undefined
  #error: { status: number; headers: IncomingHttpHeaders; parts: Buffer[]; size: number } | undefined
  #controller: Dispatcher.DispatchController | undefined
  #sentAt = 0
  #over = false

  constructor(
    call: Call,
    target: Target,
    sent: UpstreamRequest,
    firstByte: (ms: number) => void,
    done: () => void,
    failed: (error: Failed) => void,
  ) {
    this.#call = call
    this.#target = target
    this.#sent = sent
    this.#firstByte = firstByte
    this.#done = done
    this.#failed = failed
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    this.#sentAt = performance.now()
    this.#call.abort = (reason) => controller.abort(reason)
    if (this.#call.gone) controller.abort(new ClientGone())
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#firstByte(performance.now() - this.#sentAt)
    if (status < 200 || status >= 300) {
      this.#error = { status, headers, parts: [], size: 0 }
      return
    }
    const { dialect, translation, strip } = this.#sent
    const passes = translation === undefined
    const type = String(headers['content-type'] ?? '')
    const isStream = type.startsWith('text/event-stream')
    const kind = isStream ? 'text/event-stream; charset=utf-8' : 'application/json'
    const kept = () => ({
      ...(passes ? answerHeaders(headers) : { 'content-type': kind }),
      ...routeHeaders(this.#call, this.#target),
    })
    if (!isStream) this.#answer = new WholeAnswer(this.#call, this.#target, this.#sent, headers, kept)
    else {
      const filter = translation ? translating(dialect, translation) : passing(dialect, strip)
      this.#answer = new StreamAnswer(this.#call, this.#target, filter, kept)
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#error) {
      this.#error.size += chunk.length
      if (this.#error.size <= longestError) this.#error.parts.push(chunk)
      return
    }
    try {
      if (this.#answer?.push(chunk) === false) this.#wait(controller)
    } catch (error) {
      this.#fail(error)
      controller.abort(error as Error)
    }
  }

  onResponseEnd(): void {
    if (this.#over) return
    if (this.#error) {
      const { status, headers, parts } = this.#error
      return this.#fail(
        new Failed(failureOf(this.#call, this.#target, this.#sent.dialect, status, headers, Buffer.concat(parts))),
      )
    }
    this.#run(() => this.#answer?.end())
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    if (this.#over) return
    if (this.#call.gone)
      return this.#run(() => (this.#answer instanceof StreamAnswer ? this.#answer.abandon() : undefined))
    const refusal = isTimeout(error)
      ? refusals.timedOut
      : this.#answer || this.#error
        ? refusals.died
        : refusals.unreachable
    if (!this.#answer) return this.#fail(new Failed({ refusal, fault: 'channel' }))
    this.#run(() => this.#answer?.broken(refusal))
  }

  /** Until the client has taken what it was sent. */
  #wait(controller: Dispatcher.DispatchController): void {
    controller.pause()
    this.#call.response.once('drain', () => controller.resume())
  }

  #run(work: () => Promise<void> | undefined): void {
    this.#over = true
    this.#call.abort = undefined
    try {
      const running = work()
      if (running) running.then(this.#done, (error: unknown) => this.#fail(error))
      else this.#done()
    } catch (error) {
      this.#fail(error)
    }
  }

  #fail(error: unknown): void {
    this.#over = true
    this.#call.abort = undefined
    if (error instanceof Failed) return this.#failed(error)
    if (error instanceof UpstreamError) return this.#failed(new Failed({ refusal: refusals.died, fault: 'channel' }))
    if (this.#call.response.headersSent) {
      this.#call.response.destroy()
      return this.#done()
    }
    this.#failed(new Failed({ refusal: refusals.died, fault: 'channel' }))
  }
}

/** `firstByte` hears how long the provider took to begin. */
export async function attempt(
  call: Call,
  target: Target,
  pools: Pools,
  firstByte: (ms: number) => void,
): Promise<void> {
  let sent: UpstreamRequest
  try {
    sent = await upstreamRequest(call, target)
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error
    const refusal = { status: 400, code: 'untranslatable', message: error.message, param: error.field }
    throw new Failed({ refusal, fault: 'client' })
  }
  const { timeouts } = target.channel
  let pool = pools.ready(sent.origin)
  if (!pool) {
    try {
      pool = await pools.open(sent.origin, timeouts)
    } catch {
      throw new Failed({ refusal: refusals.unreachable, fault: 'channel' })
    }
  }
  const dispatcher = pool
  const { path, headers, body } = sent
  const limits = { headersTimeout: timeouts.firstToken, bodyTimeout: timeouts.idle }
  call.overheadMs = performance.now() - call.began
  const total = setTimeout(() => call.abort?.(new TimedOut()), timeouts.total)
  try {
    await new Promise<void>((done, failed) => {
      dispatcher.dispatch(
        { method: 'POST', path, headers, body, ...limits },
        new Attempt(call, target, sent, firstByte, done, failed),
      )
    })
  } finally {
    clearTimeout(total)
  }
}

export const clientGone = (): Error => new ClientGone('The client has left.')
