import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { KnownKey } from '../keys/known-key.ts'
import type { Route } from '../supply/supply.ts'
import type { Failure } from './answer.ts'
import { clientGone } from './attempt.ts'
import type { Call } from './call.ts'
import type { Engine } from './engine.ts'
import { findKey } from './find-key.ts'
import { listModels } from './list-models.ts'
import { openTab } from './open-tab.ts'
import type { Parts } from './parts.ts'
import type { Place } from './paths.ts'
import { readBody } from './read-body.ts'
import { readRequest } from './read-request.ts'
import { endBroken, refusals, refuse, unknownModel } from './refuse.ts'
import { Refused } from './refused.ts'
import { routeHeaders } from './route-headers.ts'
import { tryTargets } from './try-targets.ts'

const allows = (list: readonly string[], name: string): boolean => list.length === 0 || list.includes(name)

function routeFor({ supply }: Parts, { own }: Place, key: KnownKey, model: string, header: string | undefined): Route {
  if (!allows(key.models, model))
    throw new Refused({
      status: 403,
      code: 'model_not_allowed',
      message: 'This key is not for this model.',
      param: 'model',
    })
  const route =
    own || header !== undefined
      ? supply.ownRoute(model, key.organizationId, header)
      : supply.route(model, key.organizationId)
  if (!route) throw new Refused(unknownModel(model))
  return route
}

function answerFailure(call: Call, { refusal, body }: Failure): void {
  const { response, place } = call
  // A comment went out while a provider was silent: what is left to say it in is the stream.
  if (response.headersSent) return endBroken(response, place.dialect, refusal)
  const headers = routeHeaders(call)
  if (body === undefined) return refuse(response, place.dialect, refusal, headers)
  const { retryAfterMs } = refusal
  if (retryAfterMs !== undefined) headers.push('retry-after', String(Math.ceil(retryAfterMs / 1_000)))
  headers.push('content-type', 'application/json', 'content-length', String(Buffer.byteLength(body)))
  response.writeHead(refusal.status, headers)
  response.end(body)
}

/** From the first target to the last word; whatever happens, the tab is closed. */
async function forward(call: Call, engine: Engine): Promise<void> {
  call.response.on('close', () => {
    if (call.response.writableFinished) return
    call.gone = true
    call.upstream?.abort(clientGone())
  })
  let failure: Failure | undefined
  try {
    failure = await tryTargets(call, engine)
  } finally {
    if (!call.tab.closed) {
      const status = call.gone ? 499 : (failure?.refusal.status ?? 500)
      const end = call.gone ? 'client-gone' : failure?.refusal === refusals.timedOut ? 'timed-out' : 'refused'
      await call.tab.close(call, { end, status })
    }
  }
  if (failure && !call.gone) answerFailure(call, failure)
}

async function serve(request: IncomingMessage, response: ServerResponse, place: Place, engine: Engine): Promise<void> {
  const { parts } = engine
  const began = performance.now()
  const startedAt = Date.now()
  const isRead = place.endpoint === 'models'
  if (request.method !== (isRead ? 'GET' : 'POST'))
    throw new Refused({ status: 405, code: 'method_not_allowed', message: `Use ${isRead ? 'GET' : 'POST'}.` })
  const found = findKey(parts, request)
  const key = found instanceof Promise ? await found : found
  if (place.endpoint === 'models')
    return listModels(response, place.dialect, parts.supply.models(key.organizationId), key.models)
  if (!allows(key.endpoints, place.endpoint))
    throw new Refused({ status: 403, code: 'endpoint_not_allowed', message: 'This key is not for this endpoint.' })
  const read = readRequest(await readBody(request), request, place)
  if (!read) return
  const header = request.headers['x-vitrine-byok']
  const route = routeFor(parts, place, key, read.model, typeof header === 'string' ? header : undefined)
  const requestId = randomUUID()
  const opened = openTab(parts, read, place, key, route, requestId)
  const tab = opened instanceof Promise ? await opened : opened
  const { body, envelope, model, stream } = read
  await forward(
    {
      requestId,
      request,
      response,
      place,
      key,
      body,
      envelope,
      model,
      stream,
      route,
      tab,
      startedAt,
      began,
      attempts: 0,
      overheadMs: 0,
      firstByteMs: null,
      gone: response.destroyed,
      upstream: undefined,
    },
    engine,
  )
}

/** Answers one request of the data plane, always in the client's dialect. Rejects with faults of our own only. */
export async function relayRequest(
  request: IncomingMessage,
  response: ServerResponse,
  place: Place,
  engine: Engine,
): Promise<void> {
  try {
    await serve(request, response, place, engine)
  } catch (error) {
    if (!(error instanceof Refused)) {
      if (response.headersSent) endBroken(response, place.dialect, refusals.internal)
      else refuse(response, place.dialect, refusals.internal)
      throw error
    }
    refuse(response, place.dialect, error.refusal)
    // What is left of a body that was refused unread.
    request.resume()
  }
}
