import { UpstreamError } from './failure.ts'
import { isObject, parseExact } from './json.ts'
import type { Answer, AnswerPart } from './talk.ts'

export function isWhole(input: string): boolean {
  try {
    return isObject(parseExact(input))
  } catch {
    return false
  }
}

/**
 * The parts of an answer for a dialect that holds the input of a call as a value. A call that the limit of tokens cut off
 * is no call; one that is broken without that is a fault.
 */
export function whole({ parts, stop }: Answer): readonly AnswerPart[] {
  return parts.filter((part) => {
    if (part.kind !== 'call' || isWhole(part.input)) return true
    if (stop === 'length' || stop === 'context') return false
    throw new UpstreamError(502, 'The model wrote a call that is no JSON.')
  })
}
