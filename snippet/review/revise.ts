import { announced, type DraftFile, sheetFile, stillNamed } from '../assets/draft-files.ts'
import { toJson } from '../boot/json.ts'
import { fullSnapshot, packTexts } from '../buffer/pack-events.ts'
import { splitAssets } from '../buffer/split-assets.ts'
import { type Draft, renewed } from '../record/draft.ts'
import type { Edited } from './edits.ts'

/** The events packed, and of the files those that they still name. */
async function pack({ events }: Edited, files: readonly DraftFile[]): Promise<Pick<Draft, 'chunks' | 'files'>> {
  const state = events.findIndex(({ type }) => type === fullSnapshot) + 1
  const whole = events.map((event) => toJson(event))
  if (files.length === 0) return { chunks: await packTexts(whole, state), files }
  const { texts, sheets, addresses } = await splitAssets(whole)
  return { chunks: await packTexts(texts, state), files: [...sheets.map(sheetFile), ...stillNamed(files, addresses)] }
}

/** What is left, packed anew, under new ids. */
export async function revise(draft: Draft, edited: Edited): Promise<Draft> {
  const { report } = edited
  const { chunks, files } = await pack(edited, draft.files)
  return renewed(draft, { chunks: chunks.length, assets: announced(files) }, { report, chunks, files })
}
