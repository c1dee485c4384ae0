import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'
import { createUnframe, type Dialect, translateError, Untranslatable, UpstreamError } from '../dialects/index.ts'
import type { Target } from '../supply/supply.ts'
import { type Answer, Failed, type Failure } from './answer.ts'
import type { Call } from './call.ts'
import { answerHeaders } from './client-headers.ts'
import type { Engine } from './engine.ts'
import { passing, translating } from './filters.ts'
import { type Refusal, refusals } from './refuse.ts'
import type { Minded } from './rounds.ts'
import { StreamAnswer } from './stream-answer.ts'
import { type UpstreamRequest, upstreamRequest } from './upstream-request.ts'
import { WholeAnswer } from './whole-answer.ts'

const longestError = 256 * 1024
/** The provider is at fault, or we are by our credentials; another target may do better. */
const channelFaults = new Set([401, 402, 403, 404, 408, 409, 425, 429])

const awsFrames = 'application/vnd.amazon.eventstream'
const eventStream = ['content-type', 'text/event-stream; charset=utf-8']

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
class Attempt implements Dispatcher.DispatchHandler, Minded {
  readonly #call: Call
  readonly #target: Target
  readonly #sent: UpstreamRequest
  readonly #engine: Engine
  readonly #done: (firstByteMs: number | undefined) => void
  readonly #failed: (error: Failed) => void
  readonly #until: number
  place = -1
  #answer: Answer | undefined
  #unframe: ((chunk: Buffer) => Buffer) | undefined
  #error: { status: number; headers: IncomingHttpHeaders; parts: Buffer[]; size: number } | undefined
  #sentAt = 0
  #firstByteMs: number | undefined
  #over = false

  constructor(
    call: Call,
    target: Target,
    sent: UpstreamRequest,
    engine: Engine,
    done: (firstByteMs: number | undefined) => void,
    failed: (error: Failed) => void,
  ) {
    this.#call = call
    this.#target = target
    this.#sent = sent
    this.#engine = engine
    this.#done = done
    this.#failed = failed
    const now = performance.now()
    call.overheadMs = now - call.began
    this.#until = now + target.channel.timeouts.total
    engine.rounds.add(this)
  }

  look(now: number): void {
    if (now > this.#until) this.#call.upstream?.abort(new TimedOut())
    else if (this.#answer instanceof StreamAnswer) this.#answer.keepAlive(now, this.#engine.rounds.silenceMs)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#sentAt = performance.now()
    this.#call.upstream = controller
    if (this.#call.gone) controller.abort(new ClientGone())
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#firstByteMs = performance.now() - this.#sentAt
    if (status < 200 || status >= 300) {
      this.#error = { status, headers, parts: [], size: 0 }
      return
    }
    const { dialect, translation, strip } = this.#sent
    const type = headers['content-type']
    if (this.#target.channel.provider.quirks?.awsFrames && type?.startsWith(awsFrames))
      this.#unframe = createUnframe(dialect)
    if (!this.#unframe && !type?.startsWith('text/event-stream'))
      this.#answer = new WholeAnswer(this.#call, this.#target, this.#sent, headers)
    else {
      const filter = translation ? translating(dialect, translation) : passing(dialect, strip)
      const given = translation || this.#unframe ? eventStream : answerHeaders(headers)
      this.#answer = new StreamAnswer(this.#call, this.#target, dialect, filter, given)
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#error) {
      this.#error.size += chunk.length
      if (this.#error.size <= longestError) this.#error.parts.push(chunk)
      return
    }
    try {
      const bytes = this.#unframe ? this.#unframe(chunk) : chunk
      if (this.#answer?.push(bytes) === false) this.#wait(controller)
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

  #end(): void {
    this.#over = true
    this.#call.upstream = undefined
    this.#engine.rounds.drop(this)
  }

  #run(work: () => Promise<void> | undefined): void {
    this.#end()
    try {
      const running = work()
      if (!running) return this.#done(this.#firstByteMs)
      running.then(
        () => this.#done(this.#firstByteMs),
        (error: unknown) => this.#fail(error),
      )
    } catch (error) {
      this.#fail(error)
    }
  }

  #fail(error: unknown): void {
    this.#end()
    if (error instanceof Failed) return this.#failed(error)
    if (error instanceof UpstreamError) return this.#failed(new Failed({ refusal: refusals.died, fault: 'channel' }))
    if (this.#call.response.headersSent) {
      this.#call.response.destroy()
      return this.#done(this.#firstByteMs)
    }
    this.#failed(new Failed({ refusal: refusals.died, fault: 'channel' }))
  }
}

function dispatch(
  call: Call,
  target: Target,
  engine: Engine,
  sent: UpstreamRequest,
  pool: Dispatcher,
): Promise<number | undefined> {
  const { path, headers, body } = sent
  const { firstToken, idle } = target.channel.timeouts
  return new Promise((done, failed) => {
    pool.dispatch(
      { method: 'POST', path, headers, body, headersTimeout: firstToken, bodyTimeout: idle },
      new Attempt(call, target, sent, engine, done, failed),
    )
  })
}

/** Answers how long the provider took to begin. */
export async function attempt(call: Call, target: Target, engine: Engine): Promise<number | undefined> {
  let sent: UpstreamRequest
  try {
    const saying = upstreamRequest(call, target)
    sent = saying instanceof Promise ? await saying : saying
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error
    const refusal = { status: 400, code: 'untranslatable', message: error.message, param: error.field }
    throw new Failed({ refusal, fault: 'client' })
  }
  const ready = engine.pools.ready(sent.origin)
  if (ready) return dispatch(call, target, engine, sent, ready)
  let opened: Dispatcher
  try {
    opened = await engine.pools.open(sent.origin, target.channel.timeouts)
  } catch {
    throw new Failed({ refusal: refusals.unreachable, fault: 'channel' })
  }
  return dispatch(call, target, engine, sent, opened)
}

export const clientGone = (): Error => new ClientGone('The client has left.')
