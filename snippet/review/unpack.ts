import type { RecordedEvent } from '@vitrine/fold'
import type { Chunk } from '../buffer/pack-events.ts'

/** The events in the very bytes that would be sent. */
export async function unpack(chunks: readonly Chunk[]): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = []
  for (const { bytes } of chunks) {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
    for (const event of (await new Response(stream).json()) as RecordedEvent[]) events.push(event)
  }
  return events
}
