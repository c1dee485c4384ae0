import type { Dialect } from '../dialects/dialect.ts'

export type Endpoint =
  | 'chat'
  | 'responses'
  | 'completions'
  | 'embeddings'
  | 'images'
  | 'image-edits'
  | 'transcriptions'
  | 'translations'
  | 'speech'
  | 'moderations'
  | 'messages'
  | 'count-tokens'
  | 'generate'
  | 'stream-generate'

/** How a provider knows us. */
export type Auth =
  | { readonly kind: 'bearer' }
  | { readonly kind: 'header'; readonly name: string }
  | { readonly kind: 'sigv4'; readonly service: string }
  | { readonly kind: 'none' }

/** A provider as data: one file each in this folder. */
export type Provider = {
  readonly id: string
  readonly name: string
  readonly dialect: Dialect
  /** `{region}`, `{resource}` and the like are fields of the channel. Empty: the channel says it. */
  readonly baseUrl: string
  readonly auth: Auth
  /** What its credential form asks for. */
  readonly fields: readonly { readonly name: string; readonly label: string; readonly secret: boolean }[]
  /** Paths below the base URL; `{model}` is filled in. What is missing it does not offer. */
  readonly paths: Readonly<Partial<Record<Endpoint, string>>>
  readonly headers?: Readonly<Record<string, string>>
  /** Names of models from which it is told in requests with the organization's own credentials. */
  readonly models: readonly RegExp[]
  /** Its id in the price data. */
  readonly prices: string
  readonly quirks?: {
    /** It refuses `stream_options`: usage comes unasked. */
    readonly usageUnasked?: boolean
    /** `max_completion_tokens` has to be called `max_tokens`. */
    readonly maxTokens?: boolean
    /** Streams are not server-sent events but AWS event-stream frames. */
    readonly awsFrames?: boolean
  }
}
