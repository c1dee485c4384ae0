import type { Dialect } from '../dialect.ts'
import { UpstreamError } from '../middle/failure.ts'
import { translate } from '../translate.ts'
import { AwsEvents } from './aws-events.ts'

const nothing = Buffer.alloc(0)

/** Turns a stream of frames into the server-sent events that its dialect usually comes in; an exception, or a frame that is not to be believed, into its error event, after which nothing counts. */
export function createUnframe(dialect: Dialect): (chunk: Buffer) => Buffer {
  const frames = new AwsEvents()
  let hasFailed = false
  return (chunk) => {
    if (hasFailed) return nothing
    let text = ''
    try {
      for (const { event, data } of frames.push(chunk)) text += `${event ? `event: ${event}\n` : ''}data: ${data}\n\n`
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      hasFailed = true
      text += translate(dialect, dialect, {}, '').stream().fail(error.status, error.message)
    }
    return Buffer.from(text)
  }
}
