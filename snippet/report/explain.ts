import type { Texts } from '../api.ts'
import { SendError } from '../transport/send-error.ts'

/** A failure in the customer's language, with the server's own words where it gave some. */
export function explain(error: unknown, texts: Texts): { words: string; tooLarge: boolean } {
  // By name: the uploader is another bundle and has a class of its own.
  const known = error instanceof Error && error.name === 'SendError' ? (error as SendError) : new SendError('failed')
  const words = {
    offline: texts.offline,
    refused: texts.refused,
    'too-large': texts.tooLarge,
    busy: texts.busy,
    failed: texts.failed,
  }[known.code]
  const detail = known.code === 'failed' && known.detail ? ` ${known.detail}` : ''
  return { words: words + detail, tooLarge: known.code === 'too-large' }
}
