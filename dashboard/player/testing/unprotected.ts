import { Replayer } from '@rrweb/replay'
import type { RecordedEvent } from '@vitrine/fold'
import { createSanitizer } from '../sanitize/create-sanitizer.ts'

type Events = ConstructorParameters<typeof Replayer>[0]

/** Replays without the frame's protection: what a recording would do if nothing stood in its way. Resolves at its end. */
async function replayUnprotected(events: RecordedEvent[], sanitized: boolean): Promise<void> {
  const given = sanitized ? createSanitizer().all(events) : events
  const config = { root: document.body, showWarning: false, useVirtualDom: false, UNSAFE_replayCanvas: true }
  const replayer = new Replayer(given as Events, config)
  const finished = new Promise((resolve) => replayer.on('finish', resolve))
  replayer.play(0)
  await finished
}

Object.assign(globalThis, { replayUnprotected })
