import type { Dialect } from '../dialects/index.ts'
import type { Endpoint } from '../providers/provider.ts'

/** Where a request of the data plane goes, told from its path alone. */
export type Place = {
  readonly endpoint: Endpoint | 'models'
  /** What the client speaks. */
  readonly dialect: Dialect
  /** With the organization's own credentials. */
  readonly own: boolean
  /** Gemini names the model in the path. */
  readonly model?: string
}

const openai: Readonly<Record<string, readonly [Endpoint | 'models', Dialect]>> = {
  '/chat/completions': ['chat', 'openai'],
  '/responses': ['responses', 'responses'],
  '/completions': ['completions', 'openai'],
  '/embeddings': ['embeddings', 'openai'],
  '/images/generations': ['images', 'openai'],
  '/images/edits': ['image-edits', 'openai'],
  '/audio/transcriptions': ['transcriptions', 'openai'],
  '/audio/translations': ['translations', 'openai'],
  '/audio/speech': ['speech', 'openai'],
  '/moderations': ['moderations', 'openai'],
  '/models': ['models', 'openai'],
}

const anthropic: typeof openai = {
  '/v1/messages': ['messages', 'anthropic'],
  '/v1/messages/count_tokens': ['count-tokens', 'anthropic'],
  '/v1/models': ['models', 'anthropic'],
}

const tables: readonly (readonly [prefix: string, table: typeof openai, own: boolean])[] = [
  ['/v1', openai, false],
  ['/anthropic', anthropic, false],
  ['/byok/v1', openai, true],
  ['/byok/anthropic', anthropic, true],
]

const places = new Map<string, Place>(
  tables.flatMap(([prefix, table, own]) =>
    Object.entries(table).map(([path, [endpoint, dialect]]): [string, Place] => [
      prefix + path,
      { endpoint, dialect, own },
    ]),
  ),
)

const google = /^\/google\/v1(?:beta|alpha)?\/models(?:\/([^/:]+):(generateContent|streamGenerateContent))?$/

function googlePlace(path: string): Place | undefined {
  const [found, model, method] = google.exec(path) ?? []
  if (found === undefined) return undefined
  if (model === undefined) return { endpoint: 'models', dialect: 'gemini', own: false }
  const endpoint = method === 'generateContent' ? 'generate' : 'stream-generate'
  return { endpoint, dialect: 'gemini', own: false, model: decodeURIComponent(model) }
}

const withoutQuery = (url: string): string => {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}

/** Nothing for paths that are not the data plane's: `/v1` has others beside it. */
export function placeOf(url: string): Place | undefined {
  const path = withoutQuery(url)
  const place = places.get(path)
  if (place) return place
  return path.startsWith('/google/') ? googlePlace(path) : undefined
}

const prefixes: readonly (readonly [string, Dialect])[] = [
  ['/anthropic/', 'anthropic'],
  ['/byok/anthropic/', 'anthropic'],
  ['/byok/', 'openai'],
  ['/google/', 'gemini'],
]

/** The dialect of a path that only the data plane could have, and has not. */
export const strayDialect = (url: string): Dialect | undefined =>
  prefixes.find(([prefix]) => url.startsWith(prefix))?.[1]
