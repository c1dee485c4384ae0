import { randomBytes } from 'node:crypto'
import { type Row, sealedPlace } from '@vitrine/ledger'
import type { Webhook } from '@vitrine/protocol'
import type { AuthorizedOrganization } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { webhookEndpoints } from './tables.ts'

export type EndpointRow = Row<typeof webhookEndpoints>
export type Organization = AuthorizedOrganization<'develop'>
type Sealed = 'url' | 'secret' | 'previous_secret'

export const sealFor = (ctx: Context, id: string, column: Sealed, text: string): Buffer =>
  ctx.envelope.master.seal(Buffer.from(text), sealedPlace(webhookEndpoints, column, id))

export const openFor = (ctx: Context, id: string, column: Sealed, sealed: Buffer): string =>
  ctx.envelope.master.open(sealed, sealedPlace(webhookEndpoints, column, id)).toString()

/** As Standard Webhooks writes them. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

export const toWebhook = (ctx: Context, row: EndpointRow): Webhook => ({
  id: row.id,
  url: openFor(ctx, row.id, 'url', row.url),
  events: row.events,
  enabled: row.enabled,
  failingSince: row.failing_since?.toISOString() ?? null,
  previousUntil: row.previous_until && row.previous_until > ctx.now() ? row.previous_until.toISOString() : null,
  createdAt: row.created_at.toISOString(),
})

export async function endpointOf(
  { control: { db } }: Pick<Context, 'control'>,
  organization: Pick<Organization, 'id'>,
  endpointId: string,
): Promise<EndpointRow> {
  const row = await db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('id', '=', endpointId)
    .where('organization_id', '=', organization.id)
    .executeTakeFirst()
  if (!row) throw new ProblemError('not-found', 'There is no such webhook.', 'Check the address.')
  return row
}
