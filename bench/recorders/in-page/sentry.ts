import { getReplay, init, replayIntegration } from '@sentry/browser'
import type { Contender } from './contender.ts'

/** Replay of the whole session with its defaults, its packing worker included. */
window.contender = {
  start(sink) {
    init({
      dsn: `${sink.replace('://', '://public@')}/1`,
      integrations: [replayIntegration({ minReplayDuration: 0 })],
      replaysSessionSampleRate: 1,
    })
  },
  finish: () => getReplay()?.flush(),
} satisfies Contender
