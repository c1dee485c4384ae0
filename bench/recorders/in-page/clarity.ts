import { clarity } from 'clarity-js'
import type { Contender } from './contender.ts'

/** Its longest pause between two sendings on a young page, and a little. */
const flushMs = 1_300

window.contender = {
  start(sink) {
    clarity.start({ projectId: 'bench', upload: `${sink}/clarity`, track: true, content: true })
  },
  async finish() {
    // Its last message carries no picture: what waits has to leave before.
    await new Promise((done) => setTimeout(done, flushMs))
    clarity.stop()
  },
} satisfies Contender
