import type { Usage } from '../../../billing/index.ts'
import type { Seal } from './seal.ts'

/** The middle form: what any dialect can say, in one way. Readers make it, writers turn it into another dialect. */

export type Effort = 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max'

export type Source =
  | { readonly kind: 'base64'; readonly mediaType: string; readonly data: string }
  | { readonly kind: 'url'; readonly url: string; readonly mediaType?: string | undefined }
  | { readonly kind: 'id'; readonly id: string }

/** Up to here a provider's cache may keep the prompt. */
export type Cache = { readonly long: boolean }

type Placed = {
  /** Where it stood in the client's request, for telling what can't be said. */
  readonly at?: string | undefined
  readonly cache?: Cache | undefined
}

export type TextPart = Placed & { readonly kind: 'text'; readonly text: string }
export type ImagePart = Placed & {
  readonly kind: 'image'
  readonly source: Source
  readonly detail?: string | undefined
}
export type FilePart = Placed & { readonly kind: 'file'; readonly source: Source; readonly name?: string | undefined }
export type AudioPart = Placed & { readonly kind: 'audio'; readonly mediaType: string; readonly data: string }
export type ThinkingPart = Placed & {
  readonly kind: 'thinking'
  readonly text: string
  readonly seal?: Seal | undefined
}
export type RefusalPart = Placed & { readonly kind: 'refusal'; readonly text: string }
/** `input` is JSON as it was written. */
export type CallPart = Placed & {
  readonly kind: 'call'
  readonly id: string
  readonly name: string
  readonly input: string
}
export type ResultPart = Placed & {
  readonly kind: 'result'
  readonly id: string
  readonly name?: string | undefined
  readonly parts: readonly ContentPart[]
  readonly failed?: boolean | undefined
}
export type ContentPart = TextPart | ImagePart | FilePart | AudioPart
export type Part = ContentPart | ThinkingPart | RefusalPart | CallPart | ResultPart

export type Turn = { readonly role: 'user' | 'assistant' | 'system'; readonly parts: readonly Part[] }

export type Tool = {
  readonly at: string
  readonly name: string
  readonly description?: string | undefined
  readonly schema?: Record<string, unknown> | undefined
  readonly strict?: boolean | undefined
  readonly cache?: Cache | undefined
  /** Takes one text, which is its only argument here. */
  readonly custom?: boolean | undefined
  /** A group of tools that it belongs to where the client has such; elsewhere its name says both. */
  readonly namespace?: string | undefined
}

export type ToolChoice =
  | { readonly kind: 'auto' | 'required' | 'none'; readonly only?: readonly string[] | undefined }
  | { readonly kind: 'tool'; readonly name: string }

export type Format =
  | { readonly kind: 'json' }
  | {
      readonly kind: 'schema'
      readonly schema: Record<string, unknown>
      readonly name?: string | undefined
      readonly description?: string | undefined
      readonly strict?: boolean | undefined
    }

/** `budget` in tokens; -1 leaves it to the model. */
export type Reasoning = {
  readonly effort?: Effort | undefined
  readonly budget?: number | undefined
  /** Whether the client wants to see what was thought. */
  readonly shown?: boolean | undefined
}

/** A request. Whatever harmless thing has no counterpart elsewhere is not in it. */
export type Talk = {
  readonly turns: readonly Turn[]
  readonly tools: readonly Tool[]
  readonly choice?: ToolChoice | undefined
  /** False: one call at a time. */
  readonly parallel?: boolean | undefined
  readonly format?: Format | undefined
  readonly reasoning?: Reasoning | undefined
  readonly maxTokens?: number | undefined
  readonly temperature?: number | undefined
  readonly topP?: number | undefined
  readonly topK?: number | undefined
  readonly stop?: readonly string[] | undefined
  readonly seed?: number | undefined
  readonly presencePenalty?: number | undefined
  readonly frequencyPenalty?: number | undefined
  readonly user?: string | undefined
  readonly stream: boolean
  /** As the client calls it. */
  readonly model: string
  /** The client wants usage in an OpenAI stream. */
  readonly includeUsage: boolean
}

export type Stop = 'end' | 'length' | 'call' | 'sequence' | 'filter' | 'refusal' | 'context'

export type AnswerPart = TextPart | ThinkingPart | RefusalPart | CallPart

export type Answer = {
  readonly id: string
  readonly parts: readonly AnswerPart[]
  readonly stop: Stop
  readonly sequence?: string | undefined
  readonly usage: Partial<Usage>
}

export type Opened =
  | { readonly kind: 'text' }
  | { readonly kind: 'thinking' }
  | { readonly kind: 'refusal' }
  | { readonly kind: 'call'; readonly id: string; readonly name: string }

/** A step of a streamed answer. Blocks are numbered by the reader; in order each is opened, filled, closed. */
export type Piece =
  | { readonly kind: 'start'; readonly id: string }
  | { readonly kind: 'open'; readonly block: number; readonly part: Opened }
  | { readonly kind: 'delta'; readonly block: number; readonly text: string }
  | { readonly kind: 'seal'; readonly block: number; readonly seal: Seal }
  | { readonly kind: 'close'; readonly block: number }
  | { readonly kind: 'usage'; readonly usage: Partial<Usage> }
  | { readonly kind: 'stop'; readonly stop: Stop; readonly sequence?: string | undefined }

export type Emit = (piece: Piece) => void
