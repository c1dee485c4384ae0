import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Hold, Price } from '../../billing/index.ts'
import { costOf, noUsage } from '../../billing/index.ts'
import { type Dialect, type Envelope, readEnvelope } from '../dialects/index.ts'
import type { Admission, KnownKey, Refused } from '../keys/known-key.ts'
import type { Endpoint } from '../providers/provider.ts'
import type { Route, Target } from '../supply/supply.ts'
import { Failed, type Failure } from './answer.ts'
import { attempt, clientGone } from './attempt.ts'
import type { Call } from './call.ts'
import { secretOf } from './client-headers.ts'
import { listModels } from './list-models.ts'
import { modelOfForm } from './model-of-form.ts'
import type { Parts } from './parts.ts'
import type { Place } from './paths.ts'
import type { Pools } from './pools.ts'
import { readBody } from './read-body.ts'
import { type Refusal, refusals, refuse, unknownModel } from './refuse.ts'
import { routeHeaders } from './route-headers.ts'
import { Tab } from './tab.ts'
import { canServe } from './upstream-request.ts'

/** Where a client sets no limit, this many tokens are held for its answer. */
const usualAnswer = 32_000
/** A client waits for one more attempt no longer than this. */
const longestWaitMs = 5_000
const pictures = 2_000

class Refuse extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

const keyRefusals = {
  unknown: refusals.unknownKey,
  expired: refusals.expiredKey,
  revoked: refusals.revokedKey,
  network: refusals.network,
  unavailable: refusals.unavailable,
} as const

async function knownKey({ keys }: Parts, request: IncomingMessage): Promise<KnownKey> {
  const secret = secretOf(request)
  if (!secret) throw new Refuse(refusals.noKey)
  const asked = keys.find(secret, request)
  const found = asked instanceof Promise ? await asked : asked
  if ('refused' in found) throw new Refuse(keyRefusals[found.refused])
  return found
}

function limited({ refused, by, retryAfterMs }: Refused): Refusal {
  if (refused === 'unavailable') return refusals.limitsUnavailable
  const what = {
    requests: 'requests a minute',
    tokens: 'tokens a minute',
    concurrent: 'requests at once',
    spend: 'spending',
  }
  const status = refused === 'spend' ? 402 : 429
  const code = refused === 'spend' ? 'budget_exceeded' : 'rate_limit_exceeded'
  return { status, code, message: `The limit of this ${by} on ${what[refused]} is reached.`, retryAfterMs }
}

type Read = {
  readonly body: Buffer
  readonly envelope: Envelope | undefined
  readonly model: string
  readonly stream: boolean
}

async function readRequest(request: IncomingMessage, place: Place): Promise<Read | undefined> {
  const body = await readBody(request)
  if (body === 'gone') return undefined
  if (body === 'too-large') throw new Refuse(refusals.tooLarge)
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('multipart/form-data')) {
    const model = modelOfForm(body, type)
    if (model === undefined)
      throw new Refuse({
        status: 400,
        code: 'missing_model',
        message: 'The form has no field "model".',
        param: 'model',
      })
    return { body, envelope: undefined, model, stream: false }
  }
  const envelope = readEnvelope(body)
  if ('wrong' in envelope)
    throw new Refuse({
      status: 400,
      code: 'invalid_json',
      message: `The body is not a JSON object as expected: ${envelope.wrong}.`,
    })
  const model = place.model ?? envelope.model
  if (!model) throw new Refuse({ status: 400, code: 'missing_model', message: 'Say which model.', param: 'model' })
  return { body, envelope, model, stream: place.endpoint === 'stream-generate' || envelope.stream }
}

const allows = (list: readonly string[], name: string): boolean => list.length === 0 || list.includes(name)

function routeFor({ supply }: Parts, { own }: Place, key: KnownKey, model: string, header: string | undefined): Route {
  if (!allows(key.models, model))
    throw new Refuse({
      status: 403,
      code: 'model_not_allowed',
      message: 'This key is not for this model.',
      param: 'model',
    })
  const route =
    own || header !== undefined
      ? supply.ownRoute(model, key.organizationId, header)
      : supply.route(model, key.organizationId)
  if (!route) throw new Refuse(unknownModel(model))
  return route
}

/** No request can cost more: a token is at least a byte, and pictures behind addresses are allowed for. */
function worstCase(price: Price, { body, envelope }: Read, endpoint: Place['endpoint']) {
  const output = (envelope?.maxTokens ?? usualAnswer) * (envelope?.n ?? 1)
  const usage = { ...noUsage, input: body.length + pictures, output: endpoint === 'embeddings' ? 0 : output }
  const images = endpoint === 'images' || endpoint === 'image-edits' ? (envelope?.n ?? 1) : 0
  const isSpeech = endpoint === 'speech'
  return costOf(price, { ...usage, images, characters: isSpeech ? body.length : 0 })
}

async function take(
  parts: Parts,
  read: Read,
  place: Place,
  key: KnownKey,
  route: Route,
  requestId: string,
): Promise<Tab> {
  const [first] = route.targets
  const billed = first?.channel.billed ?? false
  const price =
    billed && first ? parts.money.sellPrice(first.channel.provider.prices, route.model, key.organizationId) : undefined
  if (billed && !price) throw new Refuse(refusals.noPrice)
  const amount = price ? worstCase(price, read, place.endpoint) : 0n
  const tokens = Math.ceil(read.body.length / 4) + Math.min(read.envelope?.maxTokens ?? 1_000, usualAnswer)
  const asked = parts.limiter.admit(key, requestId, { tokens, cost: amount })
  const admission: Admission | Refused = asked instanceof Promise ? await asked : asked
  if ('refused' in admission) throw new Refuse(limited(admission))
  if (!price || amount === 0n) return new Tab(parts, admission, price)
  const held = parts.money.hold(requestId, key.organizationId, amount)
  const hold: Hold | { readonly refused: 'balance' | 'unavailable' } = held instanceof Promise ? await held : held
  if ('refused' in hold) {
    admission.done({ tokens: 0, cost: 0n })
    throw new Refuse(hold.refused === 'balance' ? refusals.balance : refusals.unavailable)
  }
  return new Tab(parts, admission, price, hold)
}

/** Tries the targets in turn. Answers the last failure, or nothing once the client has its answer. */
async function tryTargets(call: Call, { chooser }: Parts, pools: Pools): Promise<Failure | undefined> {
  const sticky = call.request.headers['x-vitrine-sticky']
  const able = call.route.targets.filter((target) => canServe(target, call.place.endpoint as Endpoint))
  if (able.length === 0)
    return {
      refusal: { ...unknownModel(call.model), code: 'not_offered', message: 'No provider of this model offers this.' },
      fault: 'client',
    }
  let last: Failure = { refusal: refusals.busy, fault: 'channel' }
  const tried = new Set<Target>()
  const route = { ...call.route, targets: able }
  let hasPaused = false
  while (call.attempts < call.route.attempts && !call.gone) {
    const targets = chooser.choose(route, typeof sticky === 'string' ? sticky : undefined)
    const target = targets.find((one) => !tried.has(one)) ?? targets[0]
    if (!target) {
      // A channel that asked to be left alone for a moment is, and no client waits for more than one such moment.
      const pause = chooser.soonest?.(route)
      if (pause === undefined || pause > longestWaitMs || hasPaused) return last
      hasPaused = true
      await wait(pause)
      continue
    }
    if (tried.has(target)) {
      const pause = last.retryAfterMs ?? 100 * 2 ** call.attempts * (0.5 + Math.random())
      if (pause > longestWaitMs) return last
      await wait(pause)
      if (call.gone) return undefined
    }
    tried.add(target)
    call.attempts++
    const outcome = chooser.begin(target)
    let firstByteMs: number | undefined
    try {
      await attempt(call, target, pools, (ms) => {
        firstByteMs = ms
      })
      outcome({ fault: 'none', ...(firstByteMs !== undefined && { firstByteMs }) })
      return undefined
    } catch (error) {
      if (!(error instanceof Failed)) {
        outcome({ fault: 'none' })
        throw error
      }
      last = error.failure
      const { retryAfterMs } = last
      // A model that isn't there is no fault of the channel's others.
      const fault = last.refusal.status === 404 ? 'client' : last.fault
      outcome({ fault: call.gone ? 'none' : fault, ...(retryAfterMs !== undefined && { retryAfterMs }) })
      if (last.fault === 'client' || call.gone) return last
    }
  }
  return last
}

function answerFailure(call: Call, { refusal, body }: Failure): void {
  const { response, place } = call
  const headers = routeHeaders(call)
  if (response.headersSent || body === undefined) return refuse(response, place.dialect, refusal, headers)
  const { retryAfterMs } = refusal
  const later = retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) }
  response.writeHead(refusal.status, {
    ...headers,
    ...later,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  place: Place,
  parts: Parts,
  pools: Pools,
): Promise<void> {
  const began = performance.now()
  const startedAt = Date.now()
  const key = await knownKey(parts, request)
  if (place.endpoint === 'models')
    return listModels(response, place.dialect, parts.supply.models(key.organizationId), key.models)
  if (!allows(key.endpoints, place.endpoint))
    throw new Refuse({ status: 403, code: 'endpoint_not_allowed', message: 'This key is not for this endpoint.' })
  const read = await readRequest(request, place)
  if (!read) return
  const header = request.headers['x-vitrine-byok']
  const route = routeFor(parts, place, key, read.model, typeof header === 'string' ? header : undefined)
  const requestId = randomUUID()
  const tab = await take(parts, read, place, key, route, requestId)
  const call: Call = {
    requestId,
    request,
    response,
    place,
    key,
    ...read,
    route,
    tab,
    startedAt,
    began,
    attempts: 0,
    overheadMs: 0,
    firstByteMs: null,
    gone: response.destroyed,
    abort: undefined,
  }
  response.on('close', () => {
    if (response.writableFinished) return
    call.gone = true
    call.abort?.(clientGone())
  })
  let failure: Failure | undefined
  try {
    failure = await tryTargets(call, parts, pools)
  } finally {
    const status = failure?.refusal.status ?? 500
    const end = call.gone ? 'client-gone' : failure?.refusal === refusals.timedOut ? 'timed-out' : 'refused'
    if (!tab.closed) await tab.close(call, { end, status: call.gone ? 499 : status })
  }
  if (failure && !call.gone) answerFailure(call, failure)
}

/** Answers one request of the data plane, always in the client's dialect. */
export async function relayRequest(
  request: IncomingMessage,
  response: ServerResponse,
  place: Place,
  parts: Parts,
  pools: Pools,
): Promise<void> {
  const { dialect }: { dialect: Dialect } = place
  try {
    const isRead = place.endpoint === 'models'
    if (request.method !== (isRead ? 'GET' : 'POST'))
      throw new Refuse({ status: 405, code: 'method_not_allowed', message: `Use ${isRead ? 'GET' : 'POST'}.` })
    await serve(request, response, place, parts, pools)
  } catch (error) {
    if (!(error instanceof Refuse)) {
      refuse(response, dialect, { status: 500, code: 'internal_error', message: 'Something went wrong here.' })
      throw error
    }
    refuse(response, dialect, error.refusal)
    // What is left of a body that was refused unread.
    request.resume()
  }
}
