import { createHash } from 'node:crypto'
import type { Context } from '../../context.ts'
import { packed, sampleEvents } from '../../testing/sample-events.ts'
import { transact } from '../../transact.ts'
import { announceAssets } from '../assets/announce-assets.ts'
import { checkAsset } from '../assets/check-asset.ts'
import { storeAsset } from '../assets/store-asset.ts'
import { prepareChunk } from '../prepare-chunk.ts'
import { storeChunk } from '../store-chunk.ts'
import { announceVoice } from '../voice/announce-voice.ts'
import { storeVoice } from '../voice/store-voice.ts'
import { startSample } from './sample.ts'

const sha256Of = (body: Uint8Array) => createHash('sha256').update(body).digest('hex')
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
export const audio = Buffer.from('\x1aE\xdf\xa3 webm A_OPUS', 'latin1')

/** A report with a recording of one block, a voice note, a style sheet and a picture, as a visitor sends them. */
export async function wholeReport(ctx: Context) {
  const sample = await startSample(ctx, 1)
  const { project, recordingId, upload } = sample
  await storeChunk(ctx, { upload, seq: 0, ...packed(sampleEvents()) }, async (...given) => prepareChunk(...given))
  const files = [
    { body: Buffer.from('a{color:red}'), type: 'text/css' as const, urls: [] },
    { body: picture, type: 'image/png' as const, urls: ['https://shop.example/logo.png'] },
  ]
  const announced = files.map(({ body, type, urls }) => ({ sha256: sha256Of(body), type, bytes: body.length, urls }))
  await transact(ctx, ctx.control, (ctx, tx) => announceAssets(ctx, tx, project, recordingId, announced))
  for (const { body } of files)
    await storeAsset(ctx, { upload, sha256: sha256Of(body), body }, async (file) => checkAsset(file))
  const note = {
    bytes: audio.length,
    sha256: sha256Of(audio),
    durationMs: 1,
    stretches: [{ at: 0, offsetMs: 0, durationMs: 1 }],
  }
  await transact(ctx, ctx.control, (ctx, tx) => announceVoice(tx, recordingId, note, ctx.now()))
  await storeVoice(ctx, { upload, sha256: note.sha256, body: audio })
  return { ...sample, picture }
}
