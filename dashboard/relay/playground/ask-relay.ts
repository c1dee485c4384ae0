import { EventSourceParserStream } from 'eventsource-parser/stream'
import { RequestFailed } from '../../shell/request-failed.ts'

export type Asked = { readonly key: string; readonly model: string; readonly system: string; readonly message: string }

export type Tokens = { readonly input: number; readonly output: number }

/** What becomes known of an answer, in this order: headers once, text many times, tokens at most once. */
type News =
  | { readonly kind: 'headers'; readonly headers: Headers }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'tokens'; readonly tokens: Tokens }

type Wrong = { message?: string; code?: string | null }
type Chunk = {
  readonly choices?: readonly { readonly delta?: { readonly content?: string | null } }[]
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | null
  readonly error?: Wrong
}

const failed = (status: number, { message, code }: Wrong = {}) =>
  new RequestFailed({
    status,
    code: code ?? 'unexpected-answer',
    detail: message ?? `The relay answered with an error (${status}).`,
  })

const offline = () => new RequestFailed({ status: 0, code: 'offline', detail: 'The relay did not answer.' })

function send({ key, model, system, message }: Asked, signal: AbortSignal): Promise<Response> {
  const messages = [...(system.trim() ? [{ role: 'system', content: system }] : []), { role: 'user', content: message }]
  return fetch('/v1/chat/completions', {
    method: 'POST',
    // The key alone says who asks: the relay has no use for a sign-in.
    credentials: 'omit',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages, stream: true, stream_options: { include_usage: true } }),
    signal,
  })
}

/** One question through the relay, just as a program would ask it. Throws `RequestFailed`, and what an abort throws. */
export async function* askRelay(asked: Asked, signal: AbortSignal): AsyncGenerator<News> {
  const answer = await send(asked, signal).catch((error: unknown) => {
    throw signal.aborted ? error : offline()
  })
  yield { kind: 'headers', headers: answer.headers }
  if (!answer.ok || !answer.body) {
    const body = (await answer.json().catch(() => ({}))) as { error?: Wrong }
    throw failed(answer.status, body.error)
  }
  const events = answer.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())
  for await (const { data } of events) {
    if (data === '[DONE]') return
    const { choices, usage, error } = JSON.parse(data) as Chunk
    if (error) throw failed(502, error)
    const text = choices?.[0]?.delta?.content
    if (text) yield { kind: 'text', text }
    if (usage) yield { kind: 'tokens', tokens: { input: usage.prompt_tokens, output: usage.completion_tokens } }
  }
}

/** The models that a key may ask for. */
export async function modelsOf(key: string, signal?: AbortSignal): Promise<string[]> {
  const answer = await fetch('/v1/models', {
    credentials: 'omit',
    headers: { authorization: `Bearer ${key}` },
    ...(signal && { signal }),
  }).catch(() => {
    throw offline()
  })
  const body = (await answer.json().catch(() => ({}))) as { data?: { id: string }[]; error?: Wrong }
  if (!answer.ok || !body.data) throw failed(answer.status, body.error)
  return body.data.map(({ id }) => id)
}
