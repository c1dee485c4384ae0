import type { Payload, Row } from '@vitrine/ledger'
import { Webhook } from 'standardwebhooks'
import { audit } from '../../accounts/index.ts'
import { toUsd } from '../../billing/index.ts'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { checkAddress } from './check-address.ts'
import { type EndpointRow, openFor } from './endpoint.ts'
import { deliverWebhook, type webhookDeliveries } from './tables.ts'

const minute = 60_000
const hour = 60 * minute
/** Pauses before the second try and all later ones, as Standard Webhooks advises; a tenth more or less. */
export const pauses = [5_000, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour]
/** Who has not answered for so long is switched off. */
const givenUpAfter = 5 * 24 * hour
const patience = 15_000

type Delivery = Row<typeof webhookDeliveries>
type Outcome = { readonly status: number | null; readonly failure: string | null }

/** Calls an address for one delivery; if that fails, again later. A try that was made already is not made again. */
export async function deliver(ctx: Context, { delivery_id, attempt }: Payload<typeof deliverWebhook>): Promise<void> {
  const { db } = ctx.control
  const delivery = await db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('id', '=', delivery_id)
    .executeTakeFirst()
  if (delivery?.state !== 'waiting' || delivery.attempts !== attempt - 1) return
  const endpoint = await db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('id', '=', delivery.endpoint_id)
    .executeTakeFirst()
  if (!endpoint) return
  const outcome: Outcome = endpoint.enabled
    ? await call(ctx, endpoint, delivery)
    : { status: null, failure: 'switched-off' }
  await settle(ctx, endpoint, delivery, outcome)
}

/** What the receiver is told. Made anew for every try from what is known of the event, so that no body need be kept. */
const bodyOf = (endpoint: EndpointRow, { event, happened_at, of_kind, of_id, amount }: Delivery): string =>
  JSON.stringify({
    type: event,
    timestamp: happened_at.toISOString(),
    data: {
      organizationId: endpoint.organization_id,
      ...(of_kind !== null && of_id !== null && { of: { kind: of_kind, id: of_id } }),
      ...(amount !== null && { amount: toUsd(BigInt(amount)) }),
    },
  })

function signaturesOf(ctx: Context, endpoint: EndpointRow, id: string, at: Date, body: string): string {
  const secrets = [openFor(ctx, endpoint.id, 'secret', endpoint.secret)]
  const { previous_secret: previous, previous_until: until } = endpoint
  if (previous && until && until > ctx.now()) secrets.push(openFor(ctx, endpoint.id, 'previous_secret', previous))
  return secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' ')
}

async function call(ctx: Context, endpoint: EndpointRow, delivery: Delivery): Promise<Outcome> {
  const at = ctx.now()
  const body = bodyOf(endpoint, delivery)
  try {
    const url = checkAddress(ctx, openFor(ctx, endpoint.id, 'url', endpoint.url))
    const answer = await ctx.egress.fetch(url, {
      method: 'POST',
      redirect: 'manual',
      entered: ctx.config.privateWebhooks || 'public',
      signal: AbortSignal.timeout(patience),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Vitrine-Webhooks',
        'webhook-id': delivery.event_id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': signaturesOf(ctx, endpoint, delivery.event_id, at, body),
      },
      body,
    })
    await answer.body?.cancel()
    return { status: answer.status, failure: answer.ok ? null : answer.status === 410 ? 'gone' : 'refused' }
  } catch (error) {
    return { status: null, failure: reasonOf(error) }
  }
}

/** In a word: what an inner error says may hold more of our network than its owner should learn. */
function reasonOf(error: unknown): string {
  if (error instanceof ProblemError) return 'not-allowed'
  if (!(error instanceof Error)) return 'unreachable'
  const names = [error.name, error.cause instanceof Error ? error.cause.name : '']
  if (names.includes('PrivateAddressError') || names.includes('EgressError')) return 'not-allowed'
  return names.includes('TimeoutError') ? 'no-answer' : 'unreachable'
}

async function settle(ctx: Context, endpoint: EndpointRow, delivery: Delivery, outcome: Outcome): Promise<void> {
  const { failure } = outcome
  const now = ctx.now()
  const attempts = delivery.attempts + 1
  const pause = failure === null || failure === 'gone' || failure === 'switched-off' ? undefined : pauses[attempts - 1]
  const next = pause === undefined ? null : new Date(now.getTime() + pause * (0.9 + Math.random() * 0.2))
  const state = failure === null ? 'delivered' : next ? 'waiting' : 'failed'
  await transact(ctx, ctx.control, async (ctx, tx) => {
    await tx.db
      .updateTable('webhook_deliveries')
      .set({ ...outcome, state, attempts, next_at: next, done_at: next ? null : now })
      .where('id', '=', delivery.id)
      .execute()
    if (next)
      await tx.jobs.enqueue(deliverWebhook, { delivery_id: delivery.id, attempt: attempts + 1 }, { after: next })
    if (failure === 'switched-off') return
    const since = failure === null ? null : (endpoint.failing_since ?? now)
    const off = failure === 'gone' || (since !== null && now.getTime() - since.getTime() > givenUpAfter)
    await tx.db
      .updateTable('webhook_endpoints')
      .set({ failing_since: since, ...(off && { enabled: false }) })
      .where('id', '=', endpoint.id)
      .execute()
    if (off)
      await audit(ctx, tx, {
        action: 'webhook.switched-off',
        organizationId: endpoint.organization_id,
        target: { kind: 'webhook', id: endpoint.id },
      })
  })
}
