import { defaults, startProgram, stopped, type Target } from './target.ts'

export const bare: Target = {
  name: 'bare',
  async start(upstreamPort) {
    const { child, port } = await startProgram('bare', [String(upstreamPort)])
    return { ...defaults, port, pids: [child.pid ?? 0], stop: () => stopped(child) }
  },
}
