import { posthog } from 'posthog-js/dist/module.no-external'
import 'posthog-js/dist/posthog-recorder'
import type { Contender } from './contender.ts'

const queueMs = 250

/** With its recorder bundled; with its filter, it would send nothing from a browser that tests drive. */
window.contender = {
  start: (sink) =>
    new Promise<void>((loaded) => {
      posthog.init('phc_bench', {
        api_host: sink,
        opt_out_useragent_filter: true,
        persistence: 'memory',
        request_queue_config: { flush_interval_ms: queueMs },
        loaded: () => loaded(),
      })
    }),
  async finish() {
    posthog.stopSessionRecording()
    await new Promise((done) => setTimeout(done, 3 * queueMs))
  },
} satisfies Contender
