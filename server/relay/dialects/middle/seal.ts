import type { Dialect } from '../dialect.ts'

/**
 * What only the model that thought it can read: a signature, encrypted reasoning. Carried through a client of another
 * dialect in that dialect's own opaque field, and given back to the dialect it is from and to no other.
 */
export type Seal = {
  readonly by: Dialect
  readonly value: string
  /** What it belongs to, where that is not the thinking it stands in: the next call, or the text before. */
  readonly on?: 'call' | 'text'
  /** Anthropic's redacted thinking: all of it is in the value. */
  readonly redacted?: true
  /** Its item's id in Responses; the field it came in from OpenAI-compatible providers. */
  readonly id?: string
}

/** How the base64 of every seal begins: found in the bytes of a request without parsing it. */
export const sealMark = 'eyJ2aXRyaW5lIjox'

/** Plain base64, since Gemini's clients hold signatures as bytes. */
export const sealText = (seal: Seal): string => Buffer.from(JSON.stringify({ vitrine: 1, ...seal })).toString('base64')

/** The seal in an opaque field; `undefined` where it is the dialect's own. */
export function sealIn(text: unknown): Seal | undefined {
  if (typeof text !== 'string' || !text.startsWith(sealMark)) return undefined
  try {
    const seal = JSON.parse(Buffer.from(text, 'base64').toString()) as Seal
    return typeof seal.by === 'string' && typeof seal.value === 'string' ? seal : undefined
  } catch {
    return undefined
  }
}

/** What stands in a dialect's own opaque field for a seal of whatever dialect. */
export const sealedFor = (dialect: Dialect, seal: Seal): string => (seal.by === dialect ? seal.value : sealText(seal))

/** The seal that an opaque field of this dialect means. */
export const sealOf = (dialect: Dialect, text: string, more: Partial<Seal> = {}): Seal =>
  sealIn(text) ?? { by: dialect, value: text, ...more }
