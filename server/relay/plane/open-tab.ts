import {
  costOf,
  type Hold,
  type NoMoney,
  noUsage,
  type Pico,
  type Price,
  type Unit,
  type Usage,
} from '../../billing/index.ts'
import { answerLimit, usualAnswer } from '../dialects/index.ts'
import type { Admission, KnownKey, Refused as Limited } from '../keys/known-key.ts'
import type { Route } from '../supply/supply.ts'
import type { Parts } from './parts.ts'
import type { Place } from './paths.ts'
import type { Read } from './read-request.ts'
import { type Refusal, refusals } from './refuse.ts'
import { Refused } from './refused.ts'
import { Tab } from './tab.ts'

const pictures = 2_000
/** Of a millisecond of sound, in the poorest recordings that people send: 16 kbit/s. */
const quietestBytes = 2
const caching = Buffer.from('cache_control')
const plain: readonly Unit[] = ['input']
const cached: readonly Unit[] = ['input', 'cacheWrite', 'cacheWriteLong']
const written: readonly Unit[] = ['output']
const spoken: readonly Unit[] = ['output', 'reasoning', 'audioOutput']

const whats = {
  requests: 'requests a minute',
  tokens: 'tokens a minute',
  concurrent: 'requests at once',
  spend: 'spending',
}

function limited({ refused, by, retryAfterMs }: Limited): Refusal {
  if (refused === 'unavailable') return refusals.limitsUnavailable
  const status = refused === 'spend' ? 402 : 429
  const code = refused === 'spend' ? 'budget_exceeded' : 'rate_limit_exceeded'
  return { status, code, message: `The limit of this ${by} on ${whats[refused]} is reached.`, retryAfterMs }
}

/** What its answer may have, over all targets that might be asked for it. */
function mostTokens({ envelope }: Read, { targets }: Route): number {
  // Some take a limit of nothing for none.
  if (envelope?.maxTokens) return envelope.maxTokens
  let most = 0
  for (const { channel, model } of targets) most = Math.max(most, answerLimit(channel.provider.dialect, model))
  return most || usualAnswer
}

const costliest = (price: Price, usage: Usage, units: readonly Unit[], count: (unit: Unit) => Partial<Usage>): Pico =>
  units.reduce<Pico>((most, unit) => {
    const cost = costOf(price, { ...usage, ...count(unit) })
    return cost > most ? cost : most
  }, 0n)

/**
 * No request can cost more: a token is at least a byte, pictures behind addresses are allowed for, and every token counts
 * as the dearest of its kind that the request may use.
 */
function worstCase(price: Price, read: Read, { endpoint }: Place, route: Route): Pico {
  const { body, envelope } = read
  const n = envelope?.n ?? 1
  const input = body.length + pictures
  const output = endpoint === 'embeddings' ? 0 : mostTokens(read, route) * n
  const usage = {
    ...noUsage,
    images: endpoint === 'images' || endpoint === 'image-edits' ? n : 0,
    characters: endpoint === 'speech' ? body.length : 0,
    soundMs: endpoint === 'transcriptions' || endpoint === 'translations' ? Math.ceil(body.length / quietestBytes) : 0,
  }
  const inputs = body.includes(caching) ? cached : plain
  const outputs = price.each.audioOutput === undefined && price.each.reasoning === undefined ? written : spoken
  const asked = costliest(price, usage, inputs, (unit) => ({ [unit]: input }))
  if (output === 0) return asked
  const dearest = inputs.find((unit) => costOf(price, { ...usage, [unit]: input }) === asked) ?? 'input'
  return costliest(price, { ...usage, [dearest]: input }, outputs, (unit) => ({ [unit]: output }))
}

function withMoney(parts: Parts, admission: Admission, price: Price, hold: Hold | NoMoney): Tab {
  if (!('refused' in hold)) return new Tab(parts, admission, price, hold)
  admission.done({ tokens: 0, cost: 0n })
  throw new Refused(hold.refused === 'balance' ? refusals.balance : refusals.unavailable)
}

/** Takes what a request may need of its limits and its balance; a promise only where either has to be asked for. */
export function openTab(
  parts: Parts,
  read: Read,
  place: Place,
  key: KnownKey,
  route: Route,
  requestId: string,
): Tab | Promise<Tab> {
  const channel = route.targets[0]?.channel
  const price = channel?.billed
    ? parts.money.sellPrice(channel.provider.prices, route.model, key.organizationId)
    : undefined
  if (channel?.billed && !price) throw new Refused(refusals.noPrice)
  const cost = price ? worstCase(price, read, place, route) : 0n
  const tokens = Math.ceil(read.body.length / 4) + Math.min(read.envelope?.maxTokens ?? 1_000, usualAnswer)
  const held = (admission: Admission | Limited): Tab | Promise<Tab> => {
    if ('refused' in admission) throw new Refused(limited(admission))
    if (!price || cost === 0n) return new Tab(parts, admission, price)
    const hold = parts.money.hold(requestId, key.organizationId, cost)
    if (!(hold instanceof Promise)) return withMoney(parts, admission, price, hold)
    const failed = (): NoMoney => ({ refused: 'unavailable' })
    return hold.catch(failed).then((one) => withMoney(parts, admission, price, one))
  }
  const admission = parts.limiter.admit(key, requestId, { tokens, cost })
  return admission instanceof Promise ? admission.then(held) : held(admission)
}
