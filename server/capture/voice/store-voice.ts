import { createHash } from 'node:crypto'
import type { VoiceStored } from '@vitrine/protocol'
import { projectByPublicKey } from '../../accounts/index.ts'
import type { Context, Stores } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { recordingKeyToWrite } from '../keys.ts'
import { recordingToWrite } from '../receiving.ts'
import type { Upload } from '../upload-token.ts'
import { findVoice } from './find-voice.ts'
import { voiceObject } from './tables.ts'

export type SentVoice = {
  readonly upload: Upload
  /** Lower-case hexadecimal, of `body`. */
  readonly sha256: string
  readonly body: Uint8Array
}

/** How every EBML file begins, WebM among them (RFC 8794, 11.2.1). */
const ebml = Buffer.from([0x1a, 0x45, 0xdf, 0xa3])

function refuseOther({ body, sha256 }: SentVoice): void {
  if (createHash('sha256').update(body).digest('hex') !== sha256)
    throw new ProblemError('invalid-request', 'The audio is not what its hash says.', 'Send it again.')
  const head = Buffer.from(body.subarray(0, 4_096))
  if (head.subarray(0, 4).equals(ebml) && head.includes('webm') && head.includes('A_OPUS')) return
  throw new ProblemError('unsupported-media-type', 'A voice note is Opus audio in WebM.', 'Record it as audio/webm.')
}

/** The announced note, unless this very audio is held already. */
async function admit(stores: Stores, { upload, sha256 }: SentVoice, how: { lock: boolean }) {
  const note = await findVoice(stores, upload.recordingId, how)
  if (!note) throw new ProblemError('gone', 'No voice note is expected.', 'It was deleted, or never announced.')
  if (note.sha256.toString('hex') !== sha256)
    throw new ProblemError('conflict', 'The report announced another voice note.', 'Send that one.')
  return note.stored_bytes === null ? note : undefined
}

/** Keeps a visitor's voice note, encrypted: durable once this resolves. The same note again changes nothing. */
export async function storeVoice(ctx: Context, sent: SentVoice): Promise<VoiceStored> {
  const project = await projectByPublicKey(ctx, sent.upload.key)
  const stores = ctx.region(project)
  await recordingToWrite(stores, sent.upload.recordingId, { lock: false })
  if (!(await admit(stores, sent, { lock: false }))) return { stored: false }
  refuseOther(sent)
  const recording = { id: sent.upload.recordingId, project_id: project.id }
  return transact(ctx, stores, async (ctx, tx) => {
    const key = await recordingKeyToWrite(ctx, tx, recording)
    if (!(await admit(tx, sent, { lock: true }))) return { stored: false }
    const object = voiceObject(recording)
    const sealed = key.seal(sent.body, object.name)
    await tx.objects.put(object, sealed)
    await tx.db
      .updateTable('voice_notes')
      .set({ stored_bytes: sealed.length })
      .where('recording_id', '=', recording.id)
      .execute()
    return { stored: true }
  })
}
