import { tracker } from '@openreplay/tracker'
import type { Contender } from './contender.ts'

const unsentMs = 500

window.contender = {
  async start(sink) {
    // Its type says that `css` is needed; its documentation says that nothing but these is.
    const options = { projectKey: 'bench', ingestPoint: `${sink}/openreplay`, __DISABLE_SECURE_MODE: true }
    tracker.configure({ ...options, analytics: { active: false } })
    const answer = await tracker.start()
    if (!answer.success) throw new Error(`@openreplay/tracker did not start: ${answer.reason}`)
  },
  async finish() {
    // Messages wait for its next tick, then in its worker.
    await new Promise((done) => setTimeout(done, unsentMs))
    tracker.forceFlushBatch()
  },
} satisfies Contender
