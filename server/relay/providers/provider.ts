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
  /** Signs with the fields `accessKeyId`, `secretAccessKey` and, where given, `sessionToken`, for the field `region`. */
  | { readonly kind: 'sigv4'; readonly service: string }
  | { readonly kind: 'none' }

/** What its credential form asks for. */
export type Field = {
  readonly name: string
  readonly label: string
  /** Never shown again. */
  readonly secret: boolean
  readonly optional?: true
  /** Taken where nothing is entered. */
  readonly preset?: string
}

/** One cheap request that only a good credential is answered well; costs nothing. */
export type Probe = {
  readonly path: string
  /** Sent by POST. */
  readonly body?: string
  /** Statuses that say the credential is good; any 2xx unless said. */
  readonly good?: readonly number[]
}

/** A provider as data: one file each in this folder. */
export type Provider = {
  readonly id: string
  readonly name: string
  readonly dialect: Dialect
  /**
   * `{region}`, `{resource}` and the like are fields of its credential; what it has behind a `?` goes to every path.
   * Empty: the channel says it.
   */
  readonly baseUrl: string
  readonly auth: Auth
  readonly fields: readonly Field[]
  /** Paths below the base URL; `{model}` is filled in. What is missing it does not offer. */
  readonly paths: Readonly<Partial<Record<Endpoint, string>>>
  /** Where streams are asked for elsewhere. */
  readonly streamPaths?: Readonly<Partial<Record<Endpoint, string>>>
  readonly probe?: Probe
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
    /** Members of the body that its addresses say already. */
    readonly without?: readonly string[]
    /** Members of the body that it wants besides. */
    readonly besides?: Readonly<Record<string, string>>
  }
}
