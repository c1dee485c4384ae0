import type { RouteStatus } from '@vitrine/protocol'
import type { Pool } from 'undici'
import { Untranslatable, UpstreamError } from '../../dialects/index.ts'
import { passing } from '../../plane/filters.ts'
import type { Pools } from '../../plane/pools.ts'
import type { Target } from '../../supply/supply.ts'
import type { Answer, Question } from './question.ts'
import { readAnswer } from './read-answer.ts'
import { requestOf } from './request-of.ts'

/** What became of a question. The answer lives in memory until it is judged. */
export type Reply = {
  readonly routeStatus: RouteStatus
  readonly httpStatus?: number
  readonly latencyMs: number
  readonly firstByteMs?: number
  readonly tokensPerSecond?: number
  readonly answer?: Answer
}

const longestAnswer = 256 * 1024
const longestWaitMs = 60_000
/** For models that think before they answer. */
const moreRoom = 2_000
const refusesForm = new Set([400, 422])

class TooLong extends Error {}
class CutShort extends Error {}

type Body = Awaited<ReturnType<Pool['request']>>['body']

async function wholeOf(body: Body): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of body as AsyncIterable<Buffer>) {
    size += part.length
    if (size > longestAnswer) throw new TooLong()
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function statusFor(httpStatus: number): RouteStatus {
  if (httpStatus === 429) return 'limited'
  return httpStatus >= 500 || httpStatus === 408 ? 'failed' : 'refused'
}

/** A provider's fault, told by its kind alone: messages may quote what was read. Ours are thrown on. */
function faultOf(error: unknown): RouteStatus {
  if (error instanceof Untranslatable) return 'refused'
  if (error instanceof SyntaxError || error instanceof UpstreamError) return 'failed'
  if (error instanceof CutShort || error instanceof TooLong) return 'failed'
  const { name, code } = error as NodeJS.ErrnoException
  if (name === 'TimeoutError' || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')
    return 'timed-out'
  if (name === 'EgressError' || typeof code === 'string') return 'unreachable'
  throw error
}

/** One request to one provider, by the connections, codecs and addresses of the data plane. */
async function send(
  target: Target,
  question: Readonly<Record<string, unknown>>,
  pools: Pools,
  stream: boolean,
): Promise<Reply & { readonly cut?: boolean }> {
  const { timeouts, provider } = target.channel
  const began = performance.now()
  const passed = () => Math.round(performance.now() - began)
  let httpStatus: number | undefined
  try {
    const { origin, path, headers, body, translation } = await requestOf(target, question, stream)
    const pool = await pools.open(origin, timeouts)
    const answer = await pool.request({
      method: 'POST',
      path,
      headers,
      body,
      headersTimeout: timeouts.firstToken,
      bodyTimeout: timeouts.idle,
      signal: AbortSignal.timeout(Math.min(timeouts.total, longestWaitMs)),
    })
    httpStatus = answer.statusCode
    if (httpStatus < 200 || httpStatus >= 300) {
      await answer.body.dump({ limit: longestAnswer })
      return { routeStatus: statusFor(httpStatus), httpStatus, latencyMs: passed() }
    }
    if (stream) return { httpStatus, ...(await timed(answer.body, provider.dialect, passed)) }
    const { cut, ...read } = readAnswer(translation.whole(JSON.parse(await wholeOf(answer.body))))
    return { routeStatus: 'answered', httpStatus, latencyMs: passed(), answer: read, cut }
  } catch (error) {
    return { routeStatus: faultOf(error), latencyMs: passed(), ...(httpStatus !== undefined && { httpStatus }) }
  }
}

/** Looks at a stream only for when it begins, when it ends, and how much it says it was. */
async function timed(body: Body, dialect: Target['dialect'], passed: () => number): Promise<Reply> {
  const filter = passing(dialect, false)
  let firstByteMs: number | undefined
  let size = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > longestAnswer * 4) throw new TooLong()
    filter.push(chunk)
    if (filter.begun) firstByteMs ??= passed()
  }
  filter.finish()
  if (filter.failed || !filter.ended || firstByteMs === undefined) throw new CutShort()
  const latencyMs = passed()
  const tokens = (filter.usage?.output ?? 0) + (filter.usage?.reasoning ?? 0)
  const writingMs = latencyMs - firstByteMs
  return {
    routeStatus: 'answered',
    latencyMs,
    firstByteMs,
    ...(tokens > 0 && writingMs > 0 && { tokensPerSecond: (tokens * 1_000) / writingMs }),
  }
}

/** Asks at temperature 0 with little room; models that take no temperature, or think first, once more without and with more. */
export async function askModel(
  target: Target,
  { body, tokens }: Question,
  pools: Pools,
  { stream = false } = {},
): Promise<Reply> {
  const { cut, ...reply } = await send(
    target,
    { ...body, temperature: 0, max_completion_tokens: tokens },
    pools,
    stream,
  )
  if (!cut && !refusesForm.has(reply.httpStatus ?? 0)) return reply
  const { cut: _, ...again } = await send(target, { ...body, max_completion_tokens: tokens + moreRoom }, pools, stream)
  return again
}
