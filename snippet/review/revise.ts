import { packEvents } from '../buffer/pack-events.ts'
import { type Draft, newId } from '../record/draft.ts'
import type { Edited } from './edits.ts'

/** What is left, packed anew, under new ids: a report that was opened keeps its number of chunks. */
export async function revise({ trust }: Pick<Draft, 'trust'>, { report, events }: Edited): Promise<Draft> {
  const chunks = events.length ? await packEvents(events) : []
  const recording = { ...report.recording, id: newId(), chunks: chunks.length }
  return { report: { ...report, id: newId(), recording }, chunks, trust }
}
