import { once } from 'node:events'
import { asStarted } from '../../common/as-started.ts'
import { defaults, startProgram, stopped, type Target } from './target.ts'

export const vitrine: Target = {
  name: 'vitrine',
  async start(upstreamPort) {
    const { child, port, told } = await startProgram('vitrine', [String(upstreamPort)], [...asStarted, '--expose-gc'])
    return {
      ...defaults,
      headers: [`authorization: Bearer ${String(told.key)}`],
      port,
      pids: [child.pid ?? 0],
      beside: Number(told.database),
      async heap() {
        child.send('heap')
        const [bytes] = (await once(child, 'message')) as [number]
        return bytes
      },
      stop: () => stopped(child),
    }
  },
}
