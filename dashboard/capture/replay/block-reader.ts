import type { QueryClient } from '@tanstack/react-query'
import { api } from '../../shell/api.ts'

/** Answers the bytes of JSON: they go to the frame as they came, and reading them here would slow a seek. */
export type BlockReader = {
  readonly block: (seq: number) => Promise<ArrayBuffer>
  readonly keyframe: (seq: number) => Promise<ArrayBuffer>
}

/** Reads blocks and keyframes of one recording, each once for as long as it is in use. */
export function blockReader(queries: QueryClient, recordingId: string): BlockReader {
  const read = (kind: 'blocks' | 'keyframes') => (seq: number) =>
    queries.fetchQuery({
      queryKey: ['recording', recordingId, kind, seq],
      queryFn: ({ signal }) => api.bytes(`/api/recordings/${recordingId}/${kind}/${seq}`, signal),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 2 * 60_000,
    })
  return { block: read('blocks'), keyframe: read('keyframes') }
}
