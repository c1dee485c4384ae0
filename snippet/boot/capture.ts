import { createRawLog, type RawLog } from '../capture/raw-log.ts'
import { watchPage } from '../capture/watch-page.ts'
import type { Recorder } from '../record/index.ts'
import { idle } from './when-idle.ts'

/** Hooks, raw log and recorder, turned on and off together. */
export type Capture = {
  log: RawLog
  /** Installs the hooks; what they see waits, unmasked and bounded, in the page's memory. */
  start: () => void
  /** Looks inside of requests, as far as the project asks for it. */
  watch: () => Promise<void>
  /** Starts the picture, as long as the hooks are on. */
  record: () => Promise<void>
  /** Whoever asked for the recorder: it rests while the hooks are off, and stops with them. */
  adopt: (made: Recorder) => Recorder
  /** Takes the hooks off and forgets everything. */
  stop: () => void
}

/** Entries that wait for the masker; more of them push out the oldest. */
const waitingEntries = 1_000

export function createCapture(owns: (element: Element) => boolean, recorder: () => Promise<Recorder>): Capture {
  const log = createRawLog(waitingEntries, idle)
  let undo: (() => void) | undefined
  let recording: Recorder | undefined
  const load = async (run: (recorder: Recorder) => void) => {
    if (!undo) return
    const made = await recorder()
    if (!undo) return
    run(made)
  }
  return {
    log,
    start() {
      undo ??= watchPage(log, owns)
    },
    watch: () => load((made) => made.watch()),
    record: () => load((made) => made.start()),
    adopt(made) {
      recording = made
      if (!undo) made.stop()
      return made
    },
    stop() {
      undo?.()
      undo = undefined
      recording?.stop()
      log.clear()
    },
  }
}
