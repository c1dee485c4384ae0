import { type RecordedEvent, withSheetTexts } from '@vitrine/fold'
import type { Context, Stores } from '../../context.ts'
import { freeBytes } from '../../platform/free-bytes.ts'
import { readSheets } from '../assets/read-assets.ts'
import { unpack } from '../pack.ts'
import { openReplay } from '../read-replay.ts'
import { heldChunks } from '../receiving.ts'

type Recording = { readonly id: string; readonly project_id: string }

/**
 * A recording as rrweb made it, one event a line, a block at a time. Style sheets stand in it in full, so that any rrweb
 * player shows the page without the files beside it.
 */
export async function* replayLines(
  ctx: Context,
  stores: Stores,
  recording: Recording,
  region: string,
): AsyncGenerator<Buffer> {
  const sheets = await readSheets(ctx, { id: recording.project_id, region }, recording.id)
  for (const seq of await heldChunks(stores, recording.id)) {
    const events: RecordedEvent[] = JSON.parse(await readText(ctx, stores, recording, seq))
    const whole = withSheetTexts(events, (sha256) => sheets.get(sha256) ?? '')
    yield Buffer.from([...whole.map((event) => JSON.stringify(event)), ''].join('\n'))
  }
}

async function readText(ctx: Context, stores: Stores, recording: Recording, seq: number): Promise<string> {
  const packed = await openReplay(ctx, stores, recording, 'block', seq)
  const json = await unpack(packed)
  const text = json.toString()
  freeBytes(packed)
  freeBytes(json)
  return text
}
