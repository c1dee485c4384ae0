import { defaults, type Target } from './target.ts'

/** Nothing in between: what all others are compared with. */
export const direct: Target = {
  name: 'direct',
  start: async (upstreamPort) => ({ ...defaults, port: upstreamPort, pids: [], stop: async () => undefined }),
}
