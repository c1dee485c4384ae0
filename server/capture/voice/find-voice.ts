import type { Row } from '@vitrine/ledger'
import type { Stores } from '../../context.ts'
import type { voiceNotes } from './tables.ts'

/** A recording's voice note, announced or arrived. `lock` makes others who write to it wait for the transaction. */
export const findVoice = (
  { db }: Stores,
  recordingId: string,
  how: { lock: boolean } = { lock: false },
): Promise<Row<typeof voiceNotes> | undefined> =>
  db
    .selectFrom('voice_notes')
    .selectAll()
    .where('recording_id', '=', recordingId)
    .$if(how.lock, (query) => query.forUpdate())
    .executeTakeFirst()

/** Whether one was announced and has not arrived. */
export async function isVoiceAwaited(stores: Stores, recordingId: string): Promise<boolean> {
  const note = await findVoice(stores, recordingId)
  return note !== undefined && note.stored_bytes === null
}
