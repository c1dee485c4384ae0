import type { QueryClient } from '@tanstack/react-query'
import { Assets } from '@vitrine/protocol'
import type { ShownFile } from '../../player/assets.ts'
import { api } from '../../shell/api.ts'

/** What a recording shows beside its events. A file that can't be had is left out: the rest is worth seeing. */
export type RecordingFiles = {
  /** Needed before anything is drawn. */
  readonly sheets: Promise<ShownFile[]>
  /** Pictures and fonts. */
  readonly others: Promise<ShownFile[]>
}

const List = Assets.element.array()

/** Begins to read; both lists always resolve. */
export function readFiles(queries: QueryClient, recordingId: string): RecordingFiles {
  const path = `/api/recordings/${recordingId}/assets`
  const list = queries
    .fetchQuery({
      queryKey: ['recording', recordingId, 'assets'],
      queryFn: ({ signal }) => api.get(path, List, signal),
    })
    .catch(() => [])
  const read = async (isWanted: (type: string) => boolean): Promise<ShownFile[]> => {
    const wanted = (await list).filter(({ type }) => isWanted(type))
    const files = wanted.map(async ({ sha256, type, urls }) => {
      const bytes = await api.bytes(`${path}/${sha256}`).catch(() => undefined)
      return bytes ? [{ sha256, type, urls, bytes }] : []
    })
    return (await Promise.all(files)).flat()
  }
  const isSheet = (type: string) => type === 'text/css'
  const sheets = read(isSheet)
  return { sheets, others: sheets.then(() => read((type) => !isSheet(type))) }
}
