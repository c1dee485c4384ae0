import type { IncomingHttpHeaders } from 'node:http'
import type { Usage } from '../../billing/index.ts'
import { readUsage } from '../dialects/index.ts'
import type { Target } from '../supply/supply.ts'
import { type Answer, Failed } from './answer.ts'
import type { Call } from './call.ts'
import { answerHeaders } from './client-headers.ts'
import { largestBody } from './read-body.ts'
import { type Refusal, refusals } from './refuse.ts'
import { routeHeaders } from './route-headers.ts'
import type { UpstreamRequest } from './upstream-request.ts'

const nothing = Buffer.alloc(0)
const small = 16 * 1_024

/** An answer of one piece: held until its cost is written down. */
export class WholeAnswer implements Answer {
  readonly #call: Call
  readonly #target: Target
  readonly #sent: UpstreamRequest
  readonly #given: IncomingHttpHeaders
  #parts: Buffer[] = []
  #size = 0

  constructor(call: Call, target: Target, sent: UpstreamRequest, given: IncomingHttpHeaders) {
    this.#call = call
    this.#target = target
    this.#sent = sent
    this.#given = given
  }

  push(chunk: Buffer): boolean {
    this.#size += chunk.length
    if (this.#size > largestBody)
      throw new Failed({ refusal: { ...refusals.died, message: 'The answer is larger than 64 MB.' }, fault: 'channel' })
    this.#parts.push(chunk)
    return true
  }

  async end(): Promise<void> {
    const { response, tab } = this.#call
    const bytes = this.#parts.length === 1 ? (this.#parts[0] ?? nothing) : Buffer.concat(this.#parts, this.#size)
    const { body, usage } = this.#read(bytes)
    this.#call.firstByteMs ??= performance.now() - this.#call.began
    await tab.close(this.#call, { end: 'completed', status: 200, usage, target: this.#target })
    if (response.destroyed) return
    const headers = this.#sent.translation ? ['content-type', 'application/json'] : answerHeaders(this.#given)
    headers.push('content-length', String(body.length), ...routeHeaders(this.#call, this.#target))
    response.writeHead(200, headers)
    // As Latin-1 every byte stays as it is, and head and body go out in one piece of memory.
    if (body.length <= small) response.end(body.toString('latin1'), 'latin1')
    else response.end(body)
  }

  broken(refusal: Refusal): Promise<void> {
    throw new Failed({ refusal, fault: 'channel' })
  }

  #read(bytes: Buffer): { body: Buffer; usage: Partial<Usage> } {
    const isJson = this.#given['content-type']?.includes('json') ?? false
    if (!isJson && this.#sent.translation === undefined) return { body: bytes, usage: this.#askedFor() }
    let answer: unknown
    try {
      answer = JSON.parse(bytes.toString('utf8'))
    } catch {
      throw new Failed({ refusal: refusals.died, fault: 'channel' })
    }
    const usage = readUsage(this.#sent.dialect, answer) ?? this.#askedFor()
    const { translation } = this.#sent
    return { usage, body: translation ? Buffer.from(JSON.stringify(translation.whole(answer))) : bytes }
  }

  /** Where the provider tells no usage: what the request itself says of it. */
  #askedFor(): Partial<Usage> {
    const { place, envelope, body } = this.#call
    if (place.endpoint === 'images' || place.endpoint === 'image-edits') return { images: envelope?.n ?? 1 }
    if (place.endpoint === 'speech') return { characters: spoken(body) }
    if (place.endpoint === 'count-tokens' || place.endpoint === 'moderations') return {}
    return { input: Math.ceil(body.length / 4) }
  }
}

function spoken(body: Buffer): number {
  const { input } = JSON.parse(body.toString('utf8')) as { input?: unknown }
  return typeof input === 'string' ? input.length : 0
}
