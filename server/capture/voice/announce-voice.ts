import type { VoiceNote } from '@vitrine/protocol'
import type { Tx } from '../../context.ts'
import { jsonb } from '../../platform/db/jsonb.ts'

/** Notes, in the transaction that opens the recording, that a voice note will follow. */
export async function announceVoice(tx: Tx, recordingId: string, note: VoiceNote, now: Date): Promise<void> {
  await tx.db
    .insertInto('voice_notes')
    .values({
      recording_id: recordingId,
      sha256: Buffer.from(note.sha256, 'hex'),
      duration_ms: note.durationMs,
      stretches: jsonb(note.stretches),
      announced_bytes: note.bytes,
      created_at: now,
    })
    .onConflict((on) => on.column('recording_id').doNothing())
    .execute()
}
