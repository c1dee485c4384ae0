import { setTimeout as wait } from 'node:timers/promises'
import type { Endpoint } from '../providers/provider.ts'
import type { Route, Target } from '../supply/supply.ts'
import { Failed, type Failure } from './answer.ts'
import { attempt } from './attempt.ts'
import type { Call } from './call.ts'
import type { Engine } from './engine.ts'
import { refusals, unknownModel } from './refuse.ts'
import { canServe } from './upstream-request.ts'

/** A client waits for one more attempt no longer than this. */
const longestWaitMs = 5_000

/** The route without targets that can't take this request; mostly all can. */
function ableRoute({ route, place }: Call): Route {
  const endpoint = place.endpoint as Endpoint
  for (const target of route.targets)
    if (!canServe(target, endpoint))
      return { ...route, targets: route.targets.filter((one) => canServe(one, endpoint)) }
  return route
}

/** Tries the targets in turn. Answers the last failure, or nothing once the client has its answer. */
export async function tryTargets(call: Call, engine: Engine): Promise<Failure | undefined> {
  const { chooser } = engine.parts
  const sticky = call.request.headers['x-vitrine-sticky']
  const route = ableRoute(call)
  if (route.targets.length === 0)
    return {
      refusal: { ...unknownModel(call.model), code: 'not_offered', message: 'No provider of this model offers this.' },
      fault: 'client',
    }
  let last: Failure = { refusal: refusals.busy, fault: 'channel' }
  const tried: Target[] = []
  let hasPaused = false
  while (call.attempts < route.attempts && !call.gone) {
    const targets = chooser.choose(route, typeof sticky === 'string' ? sticky : undefined)
    const target = targets.find((one) => !tried.includes(one)) ?? targets[0]
    if (!target) {
      // A channel that asked to be left alone for a moment is, and no client waits for more than one such moment.
      const pause = chooser.soonest?.(route)
      if (pause === undefined || pause > longestWaitMs || hasPaused) return last
      hasPaused = true
      await wait(pause)
      continue
    }
    if (tried.includes(target)) {
      const pause = last.retryAfterMs ?? 100 * 2 ** call.attempts * (0.5 + Math.random())
      if (pause > longestWaitMs) return last
      await wait(pause)
      if (call.gone) return undefined
    }
    tried.push(target)
    call.attempts++
    const failure = await one(call, target, engine)
    if (!failure) return undefined
    last = failure
    if (last.fault === 'client' || call.gone) return last
  }
  return last
}

/** One attempt, and what the chooser learns of it. */
async function one(call: Call, target: Target, engine: Engine): Promise<Failure | undefined> {
  const outcome = engine.parts.chooser.begin(target)
  try {
    const firstByteMs = await attempt(call, target, engine)
    outcome(firstByteMs === undefined ? { fault: 'none' } : { fault: 'none', firstByteMs })
    return undefined
  } catch (error) {
    if (!(error instanceof Failed)) {
      outcome({ fault: 'none' })
      throw error
    }
    const { fault: told, retryAfterMs, refusal } = error.failure
    // A model that isn't there is no fault of the channel's others.
    const fault = refusal.status === 404 ? 'client' : told
    const why = refusal.code === 'upstream_error' ? `${refusal.code} ${refusal.status}` : refusal.code
    outcome({ fault: call.gone ? 'none' : fault, why, ...(retryAfterMs !== undefined && { retryAfterMs }) })
    return error.failure
  }
}
