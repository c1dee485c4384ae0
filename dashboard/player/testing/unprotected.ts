import { Replayer } from '@rrweb/replay'
import type { RecordedEvent } from '@vitrine/fold'
import { createSanitizer } from '../sanitize/create-sanitizer.ts'

type Events = ConstructorParameters<typeof Replayer>[0]

/** Replays without the frame's protection: what a recording would do if nothing stood in its way. */
function replayUnprotected(events: RecordedEvent[], sanitized: boolean): void {
  const given = sanitized ? createSanitizer().all(events) : events
  const config = { root: document.body, showWarning: false, useVirtualDom: false, UNSAFE_replayCanvas: true }
  const replayer = new Replayer(given as Events, config)
  replayer.play(0)
}

Object.assign(globalThis, { replayUnprotected })
