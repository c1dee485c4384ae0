import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Egress } from '../../platform/egress/egress.ts'
import type { Parts } from './parts.ts'
import { placeOf, strayDialect } from './paths.ts'
import { Pools } from './pools.ts'
import { refusals, refuse } from './refuse.ts'
import { relayRequest } from './relay-request.ts'
import { Rounds } from './rounds.ts'

export type Plane = {
  /** Answers requests of the data plane; false for all others. */
  readonly takes: (request: IncomingMessage, response: ServerResponse) => boolean
  /** Refuses what comes from now on, lets what runs come to its end for so long, then cuts it. */
  readonly drain: (patienceMs: number) => Promise<void>
}

/** Proxies on the way give up on connections that are silent for a minute, some for half of one. */
const usualSilenceMs = 15_000

/** `unexpected` hears of our own faults: never a word of what was asked. */
export function openPlane(
  parts: Parts,
  egress: Pick<Egress, 'connector'>,
  unexpected: (error: unknown) => void,
  silenceMs = usualSilenceMs,
): Plane {
  const engine = { parts, pools: new Pools(egress), rounds: new Rounds(silenceMs) }
  let running = 0
  let draining = false
  let idle = () => {}
  const over = () => {
    if (--running === 0) idle()
  }
  const failed = (error: unknown) => {
    over()
    unexpected(error)
  }
  /** Resolves when nothing runs any more, or after so long. */
  const quiet = (patienceMs?: number) =>
    new Promise<void>((resolve) => {
      const timer = patienceMs === undefined ? undefined : setTimeout(resolve, patienceMs)
      idle = () => {
        clearTimeout(timer)
        resolve()
      }
      if (running === 0) idle()
    })
  return {
    takes(request, response) {
      const url = request.url ?? '/'
      const place = placeOf(url)
      const dialect = place?.dialect ?? strayDialect(url)
      if (dialect === undefined) return false
      if (draining) refuse(response, dialect, refusals.draining, ['connection', 'close'])
      else if (!place) refuse(response, dialect, refusals.notFound)
      else {
        running++
        relayRequest(request, response, place, engine).then(over, failed)
      }
      return true
    },
    async drain(patienceMs) {
      draining = true
      await quiet(patienceMs)
      await engine.pools.close()
      await quiet()
      engine.rounds.close()
    },
  }
}
