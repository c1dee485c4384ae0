import type { Usage } from '../../billing/index.ts'

/** Languages of conversation. Everything else (embeddings, images, audio, …) is OpenAI's and passes as it is. */
export type Dialect = 'openai' | 'responses' | 'anthropic' | 'gemini'

/** An event of a stream as it came: its name, if it has one, and its data. */
export type StreamEvent = { readonly event?: string | undefined; readonly data: string }

/** What can't be said in the other dialect. Answered as 400 in the client's. */
export class Untranslatable extends Error {
  /** Where in the request: `messages[3].content[0]`. */
  readonly field: string
  constructor(field: string, message: string) {
    super(message)
    this.field = field
  }
}

/** Turns a stream of the provider's dialect into the client's, event by event. Holds no more than one open block. */
export interface StreamTranslation {
  /** Text in the client's framing, often empty. Throws `UpstreamError` where the provider reports one in its stream. */
  push(event: StreamEvent): string
  /** The provider has ended its stream well: what the client's framing still needs. Throws if it had not come to its end. */
  end(): string
  /** An error event of the client's dialect, for a stream that can't go on. */
  fail(status: number, message: string): string
}

export interface Translation {
  /** For the provider; `model` is its own name for it. */
  readonly body: Record<string, unknown>
  whole(answer: unknown): unknown
  stream(): StreamTranslation
}

/** `stream`: where the request doesn't say it, as Gemini's. */
export type Translate = (from: Dialect, to: Dialect, request: unknown, model: string, stream?: boolean) => Translation

/** What was used, told from a whole answer or from the event that tells it; `undefined` where it says nothing of it. */
export type ReadUsage = (
  dialect: Dialect,
  answer: unknown,
  /** What earlier events of the same stream told. */
  before?: Partial<Usage>,
) => Partial<Usage> | undefined

/** An error in the client's dialect. `code` is ours and stable. */
export type WriteError = (
  dialect: Dialect,
  error: { status: number; code: string; message: string; param?: string | undefined },
) => Record<string, unknown>
