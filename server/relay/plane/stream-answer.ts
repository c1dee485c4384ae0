import type { Dialect } from '../dialects/index.ts'
import type { Target } from '../supply/supply.ts'
import { type Answer, Failed } from './answer.ts'
import type { Call } from './call.ts'
import { Delivered } from './delivered.ts'
import type { Filter } from './filters.ts'
import { type Refusal, refusals } from './refuse.ts'
import { routeHeaders } from './route-headers.ts'

const comment = ': keep-alive\n\n'
const LF = 0x0a

/** Enough to tell where an event ends. */
function endsEvent(part: Buffer | string): boolean {
  if (typeof part === 'string') return part.endsWith('\n\n')
  const { length } = part
  return part[length - 1] === LF && (part[length - 2] === LF || (part[length - 2] === 0x0d && part[length - 3] === LF))
}

/**
 * A stream on its way to the client. Nothing goes out before the answer itself has begun, so that another target can take
 * over; nothing of its end goes out before what it cost is written down.
 */
export class StreamAnswer implements Answer {
  readonly #call: Call
  readonly #target: Target
  readonly #filter: Filter
  readonly #delivered: Delivered
  readonly #headers: string[]
  /** Gemini's streams tell their usage after their end. */
  readonly #endsEarly: boolean
  #held: (Buffer | string)[] = []
  #whole = true
  #wroteAt = performance.now()
  #finishing: Promise<void> | undefined

  /** `dialect`: what the provider speaks. */
  constructor(call: Call, target: Target, dialect: Dialect, filter: Filter, headers: string[]) {
    this.#call = call
    this.#target = target
    this.#filter = filter
    this.#headers = headers
    this.#delivered = new Delivered(dialect)
    this.#endsEarly = dialect !== 'gemini'
  }

  push(chunk: Buffer): boolean {
    if (this.#finishing) return true
    const out = this.#filter.push(chunk)
    const { begun, ended, failed } = this.#filter
    if (failed && !begun)
      throw new Failed({
        refusal: { ...refusals.died, code: 'upstream_error', message: 'The provider reported an error.' },
        fault: 'channel',
      })
    if (out.length > 0) this.#held.push(out)
    if (begun) this.#delivered.see(chunk)
    if (failed) void this.#fail(refusals.died, 'upstream-error')
    if (ended && this.#endsEarly) void this.end()
    return begun && !ended && !failed ? this.#flush() : true
  }

  end(): Promise<void> {
    if (this.#finishing) return this.#finishing
    const rest = this.#filter.finish()
    if (rest.length > 0) this.#held.push(rest)
    return this.#filter.ended ? this.#finish() : this.broken(refusals.died)
  }

  broken(refusal: Refusal): Promise<void> {
    if (this.#finishing) return this.#finishing
    if (!this.#filter.begun) {
      throw new Failed({ refusal, fault: 'channel' })
    }
    return this.#fail(refusal, refusal === refusals.timedOut ? 'timed-out' : 'upstream-died')
  }

  /** A comment where the provider has been silent for long, between two events. */
  keepAlive(now: number, silenceMs: number): void {
    if (now - this.#wroteAt < silenceMs || !this.#whole || this.#finishing || this.#call.response.destroyed) return
    this.#commit()
    this.#call.response.write(comment)
    this.#wroteAt = now
  }

  /** What the provider told, or what was delivered where it never came to telling. */
  #usage() {
    const { usage, begun } = this.#filter
    if (usage?.output !== undefined && this.#filter.ended) return usage
    if (!begun) return usage
    const delivered = { input: Math.ceil(this.#call.body.length / 4), output: this.#delivered.tokens }
    return { ...delivered, ...usage, output: Math.max(delivered.output, usage?.output ?? 0) }
  }

  /** The client has left; what it got is paid. */
  abandon(): Promise<void> {
    const { tab } = this.#call
    return tab.close(this.#call, { end: 'client-gone', status: 499, usage: this.#usage(), target: this.#target })
  }

  #commit(): void {
    const { response } = this.#call
    if (!response.headersSent) response.writeHead(200, [...this.#headers, ...routeHeaders(this.#call, this.#target)])
  }

  #flush(): boolean {
    const { response } = this.#call
    if (response.destroyed) return true
    this.#call.firstByteMs ??= performance.now() - this.#call.began
    this.#commit()
    let goesOn = true
    for (const part of this.#held) {
      goesOn = response.write(part)
      this.#whole = endsEvent(part)
    }
    this.#held = []
    this.#wroteAt = performance.now()
    return goesOn
  }

  #finish(): Promise<void> {
    return (this.#finishing ??= this.#close('completed', 200))
  }

  #fail({ status, message }: Refusal, end: 'upstream-died' | 'upstream-error' | 'timed-out'): Promise<void> {
    if (end !== 'upstream-error') {
      // What is left of a broken event must not run into ours.
      if (!this.#whole || this.#held.length > 0) this.#held.push('\n\n')
      this.#held.push(this.#filter.fail(status, message))
    }
    return (this.#finishing ??= this.#close(end, status))
  }

  async #close(end: 'completed' | 'upstream-died' | 'upstream-error' | 'timed-out', status: number): Promise<void> {
    const { tab, response } = this.#call
    try {
      await tab.close(this.#call, { end, status, usage: this.#usage(), target: this.#target })
    } finally {
      this.#flush()
      response.end()
    }
  }
}
