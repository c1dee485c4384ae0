import type { Behaviour } from './behaviour.ts'
import type { Asked, Said } from './said.ts'

/** A piece of a stream. Faults count those with content. */
export type Piece = { readonly text: string | Buffer; readonly content: boolean }

/** A provider's language as data: sibling files say how each reads and speaks. */
export type SimulatedDialect = {
  /** Of its streams, where they are no server-sent events. */
  readonly type?: string
  readonly read: (body: Record<string, unknown>, path: string) => Asked
  readonly whole: (said: Said, asked: Asked) => unknown
  /** Everything from the first event to the proper end. */
  readonly pieces: (said: Said, asked: Asked, behaviour: Behaviour, body: Record<string, unknown>) => Piece[]
  readonly error: (status: number, message: string) => unknown
  /** An error within a stream. */
  readonly broken: (message: string) => string | Buffer
}

export const event = (data: unknown, name?: string): string =>
  `${name ? `event: ${name}\n` : ''}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`

/** The text of a message whose content is a text or a list of parts. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content.map((part: { text?: unknown }) => (typeof part.text === 'string' ? part.text : '')).join('')
}
