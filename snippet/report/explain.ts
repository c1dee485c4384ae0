import { SendError } from '../transport/send-error.ts'
import type { Outcomes } from './texts/outcomes.ts'

/** By name: the sender is another bundle and has a class of its own. */
export const asSendError = (error: unknown): SendError =>
  error instanceof Error && error.name === 'SendError' ? (error as SendError) : new SendError('failed')

/** A failure in the customer's language, with the server's own words where it gave some. */
export function explain(error: unknown, texts: Outcomes): { words: string; tooLarge: boolean } {
  const { code, detail } = asSendError(error)
  const words = {
    offline: texts.offline,
    full: texts.full,
    refused: texts.refused,
    gone: texts.gone,
    expired: texts.expired,
    'too-large': texts.tooLarge,
    busy: texts.busy,
    failed: texts.failed,
  }[code]
  return { words: code === 'failed' && detail ? `${words} ${detail}` : words, tooLarge: code === 'too-large' }
}
