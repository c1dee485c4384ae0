import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Egress } from '../../platform/egress/egress.ts'
import type { Parts } from './parts.ts'
import { placeOf, strayDialect } from './paths.ts'
import { Pools } from './pools.ts'
import { refusals, refuse } from './refuse.ts'
import { relayRequest } from './relay-request.ts'

export type Plane = {
  /** Answers requests of the data plane; false for all others. */
  readonly takes: (request: IncomingMessage, response: ServerResponse) => boolean
  /** Refuses what comes from now on, lets what runs come to its end for so long, then cuts it. */
  readonly drain: (patienceMs: number) => Promise<void>
}

/** `unexpected` hears of our own faults: never a word of what was asked. */
export function openPlane(
  parts: Parts,
  egress: Pick<Egress, 'connector'>,
  unexpected: (error: unknown) => void,
): Plane {
  const pools = new Pools(egress)
  const running = new Set<Promise<void>>()
  let draining = false
  return {
    takes(request, response) {
      const url = request.url ?? '/'
      const place = placeOf(url)
      const dialect = place?.dialect ?? strayDialect(url)
      if (dialect === undefined) return false
      if (draining) refuse(response, dialect, refusals.draining, { connection: 'close' })
      else if (!place) refuse(response, dialect, refusals.notFound)
      else {
        const one: Promise<void> = relayRequest(request, response, place, parts, pools)
          .catch(unexpected)
          .finally(() => running.delete(one))
        running.add(one)
      }
      return true
    },
    async drain(patienceMs) {
      draining = true
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patienceMs)
      })
      await Promise.race([Promise.all(running), late])
      clearTimeout(timer)
      await pools.close()
      await Promise.all(running)
    },
  }
}
