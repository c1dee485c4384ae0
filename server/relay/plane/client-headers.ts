import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** Between two neighbours only, or about the connection to us. */
const hops = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'expect']
/** Who the client is to us is nothing to the provider. */
const ours = [
  'authorization',
  'x-api-key',
  'x-goog-api-key',
  'api-key',
  'cookie',
  'host',
  'content-length',
  'forwarded',
]
const dropped = new Set([...hops, ...ours, 'accept-encoding', 'origin', 'referer', 'via', 'x-real-ip'])
const droppedBeginnings = ['x-vitrine-', 'x-forwarded-', 'proxy-', 'sec-', 'cf-', 'x-amz-']

const mostNames = 2_000

/** Decides once for each name; clients make them up, so that not all can be remembered. */
function remembered(decide: (name: string) => boolean): (name: string) => boolean {
  const decided = new Map<string, boolean>()
  return (name) => {
    let answer = decided.get(name)
    if (answer === undefined) {
      answer = decide(name)
      if (decided.size < mostNames) decided.set(name, answer)
    }
    return answer
  }
}

const passes = remembered(
  (name) => !dropped.has(name) && !droppedBeginnings.some((beginning) => name.startsWith(beginning)),
)

/** What of the client's headers goes on to a provider that speaks the same dialect, as a flat list. */
export function passedHeaders({ headers }: IncomingMessage): string[] {
  const list: string[] = []
  for (const name in headers) {
    const value = headers[name]
    if (typeof value === 'string' && passes(name)) list.push(name, value)
  }
  // Answers are counted and cut at their events, so they come as they are.
  list.push('accept-encoding', 'identity')
  return list
}

/** The account behind the answer is ours, and so is the connection. */
const keptBack = new Set([
  ...hops,
  'set-cookie',
  'content-length',
  'content-encoding',
  'alt-svc',
  'strict-transport-security',
  'openai-organization',
  'openai-project',
  'anthropic-organization-id',
  'server',
  'date',
  'via',
  'report-to',
  'nel',
])

const kept = remembered((name) => !keptBack.has(name) && !name.startsWith('cf-') && !name.startsWith('access-control-'))

/** What of a provider's headers goes on to the client, as a flat list. */
export function answerHeaders(headers: IncomingHttpHeaders): string[] {
  const list: string[] = []
  for (const name in headers) {
    const value = headers[name]
    if (value === undefined || !kept(name)) continue
    if (typeof value === 'string') list.push(name, value)
    else for (const one of value) list.push(name, one)
  }
  return list
}

/** The key, wherever its client puts it. In an address it is not taken: addresses end up in logs. */
export function secretOf({ headers }: IncomingMessage): string | undefined {
  const { authorization } = headers
  if (authorization !== undefined && /^bearer /i.test(authorization)) return authorization.slice(7).trim()
  const named = headers['x-api-key'] ?? headers['x-goog-api-key'] ?? headers['api-key']
  return typeof named === 'string' ? named : undefined
}
