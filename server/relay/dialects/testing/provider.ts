import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createParser } from 'eventsource-parser'
import type { Dialect, StreamEvent } from '../dialect.ts'
import { translate } from '../translate.ts'

export function eventsOf(text: string): StreamEvent[] {
  const events: StreamEvent[] = []
  const parser = createParser({ onEvent: ({ event, data }) => events.push({ event, data }) })
  parser.feed(text)
  return events
}

export type Played = {
  readonly url: string
  /** The request as the provider would have got it. */
  readonly body: () => Record<string, unknown>
  readonly close: () => Promise<void>
}

/** A server in the client's dialect in front of an answer that is given: what an official client makes of it. */
export async function play(
  client: Dialect,
  provider: Dialect,
  model: string,
  given: { readonly whole: unknown; readonly stream: string },
): Promise<Played> {
  let body: Record<string, unknown> = {}
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const streamed = request.url?.includes(':stream') ? true : undefined
      const asked = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>
      const translation = translate(client, provider, asked, model, streamed)
      body = translation.body
      if (asked.stream !== true && !streamed) {
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify(translation.whole(given.whole)))
        return
      }
      response.setHeader('content-type', 'text/event-stream')
      const stream = translation.stream()
      for (const event of eventsOf(given.stream)) response.write(stream.push(event))
      response.end(stream.end())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    body: () => body,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
