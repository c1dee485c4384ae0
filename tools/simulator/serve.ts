import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { anthropic } from './anthropic.ts'
import { bedrock } from './bedrock.ts'
import { type Behaviour, readBehaviour } from './behaviour.ts'
import type { SimulatedDialect } from './dialect.ts'
import { gemini } from './gemini.ts'
import { openaiChat } from './openai-chat.ts'
import { others } from './openai-others.ts'
import { openaiResponses } from './openai-responses.ts'
import { say } from './said.ts'

/** What a test may look at afterwards. */
export type Seen = {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
  /** Pieces sent so far. */
  sent: number
  /** Milliseconds since the epoch: when the client went away before the end. */
  gone?: number
}

export type Simulator = { readonly url: string; readonly seen: Seen[]; readonly close: () => Promise<void> }

const conversations: readonly (readonly [RegExp, SimulatedDialect])[] = [
  [/\/chat\/completions$/, openaiChat],
  [/\/responses$/, openaiResponses],
  [/\/messages$/, anthropic],
  [/\/model\/[^/]+\/invoke(-with-response-stream)?$/, bedrock],
  [/:(generateContent|streamGenerateContent)$/, gemini],
]

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

async function write(response: ServerResponse, text: string | Buffer, { split }: Behaviour): Promise<void> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  const size = split || bytes.length
  for (let at = 0; at < bytes.length && !response.destroyed; at += size) {
    if (!response.write(bytes.subarray(at, at + size)))
      await Promise.race([once(response, 'drain'), once(response, 'close')])
    // Each write a packet of its own.
    if (split) await new Promise(setImmediate)
  }
}

async function stream(
  response: ServerResponse,
  pieces: ReturnType<SimulatedDialect['pieces']>,
  dialect: SimulatedDialect,
  how: Behaviour,
  seen: Seen,
) {
  const type = dialect.type ?? 'text/event-stream; charset=utf-8'
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' })
  response.flushHeaders()
  if (how.first) await wait(how.first)
  const half = Math.floor(pieces.filter(({ content }) => content).length / 2)
  for (const { text, content } of pieces) {
    if (response.destroyed) return
    // What was written leaves the process first.
    if (content && seen.sent === how.dieAfter) return void setImmediate(() => response.destroy())
    if (content && seen.sent === how.endAfter) return void response.end()
    if (content && seen.sent === how.errorAfter)
      return void response.end(dialect.broken('The simulated model broke down.'))
    if (content && how.silence && seen.sent === half) await wait(how.silence)
    await write(response, text, how)
    if (content) seen.sent++
    if (content && how.pace) await wait(how.pace)
  }
  response.end()
}

const sendJson = (response: ServerResponse, status: number, body: unknown, headers = {}) =>
  void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

async function answer(request: IncomingMessage, response: ServerResponse, seen: Seen[]): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://simulator')
  const { behaviour, path } = readBehaviour(url.pathname)
  const body = await read(request)
  const one: Seen = { path, headers: request.headers, body, sent: 0 }
  seen.push(one)
  response.on('close', () => {
    if (!response.writableFinished) one.gone = Date.now()
  })
  if (behaviour.latency) await wait(behaviour.latency)
  const dialect = conversations.find(([ends]) => ends.test(path))?.[1]
  if (behaviour.status !== 200) {
    const wrong = (dialect ?? openaiChat).error(behaviour.status, `A simulated error ${behaviour.status}.`)
    const later = behaviour.retryAfter >= 0 ? { 'retry-after': String(behaviour.retryAfter) } : {}
    return sendJson(response, behaviour.status, wrong, { 'x-request-id': 'req_sim', ...later })
  }
  const isJson = request.headers['content-type']?.includes('json')
  const given = isJson && body ? (JSON.parse(body) as Record<string, unknown>) : {}
  if (!dialect) {
    const other = Object.entries(others).findLast(([ending]) => path.endsWith(ending))?.[1]
    if (!other) return sendJson(response, 404, openaiChat.error(404, `The simulator has no ${path}.`))
    const plain = other(given)
    return void response.writeHead(200, { 'content-type': plain.type, 'x-request-id': 'req_sim' }).end(plain.body)
  }
  const asked = dialect.read(given, path)
  const said = say(asked, behaviour)
  const streams = given.stream === true || /:streamGenerateContent$|-with-response-stream$/.test(path)
  if (!streams) return sendJson(response, 200, dialect.whole(said, asked), { 'x-request-id': 'req_sim' })
  await stream(response, dialect.pieces(said, asked, behaviour, given), dialect, behaviour, one)
}

/** Speaks OpenAI, Anthropic, Bedrock and Gemini without a model behind it. Keeps what it saw only when asked to. */
export async function serveSimulator({ port = 0, host = '127.0.0.1', keep = false } = {}): Promise<Simulator> {
  const seen: Seen[] = []
  const server = createServer({ noDelay: true }, (request, response) => {
    answer(request, response, keep ? seen : []).catch(() => {
      if (response.headersSent) response.destroy()
      else sendJson(response, 400, openaiChat.error(400, 'This request is not understood.'))
    })
  })
  server.listen(port, host)
  await once(server, 'listening')
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    seen,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
