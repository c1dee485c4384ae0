import { costOf, type Hold, type NoMoney, noUsage, type Pico, type Price } from '../../billing/index.ts'
import type { Admission, KnownKey, Refused as Limited } from '../keys/known-key.ts'
import type { Route } from '../supply/supply.ts'
import type { Parts } from './parts.ts'
import type { Place } from './paths.ts'
import type { Read } from './read-request.ts'
import { type Refusal, refusals } from './refuse.ts'
import { Refused } from './refused.ts'
import { Tab } from './tab.ts'

/** Where a client sets no limit, this many tokens are held for its answer. */
const usualAnswer = 32_000
const pictures = 2_000

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

/** No request can cost more: a token is at least a byte, and pictures behind addresses are allowed for. */
function worstCase(price: Price, { body, envelope }: Read, { endpoint }: Place): Pico {
  const n = envelope?.n ?? 1
  const usage = {
    ...noUsage,
    input: body.length + pictures,
    output: endpoint === 'embeddings' ? 0 : (envelope?.maxTokens ?? usualAnswer) * n,
    images: endpoint === 'images' || endpoint === 'image-edits' ? n : 0,
    characters: endpoint === 'speech' ? body.length : 0,
  }
  return costOf(price, usage)
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
  const cost = price ? worstCase(price, read, place) : 0n
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
