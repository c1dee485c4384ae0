import { type Row, sealedPlace } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { signOnProviders } from './tables.ts'

export type Provider = {
  readonly organizationId: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly row: Row<typeof signOnProviders>
}

const secrets = ['issuer', 'client_id', 'client_secret'] as const
type Secret = (typeof secrets)[number]

export const sealFor = (ctx: Context, id: string, column: Secret, text: string): Buffer =>
  ctx.envelope.master.seal(Buffer.from(text), sealedPlace(signOnProviders, column, id))

export function openProvider(ctx: Context, row: Row<typeof signOnProviders>): Provider {
  const open = (column: Secret) =>
    ctx.envelope.master.open(row[column], sealedPlace(signOnProviders, column, row.id)).toString()
  const { organization_id: organizationId } = row
  return {
    organizationId,
    issuer: open('issuer'),
    clientId: open('client_id'),
    clientSecret: open('client_secret'),
    row,
  }
}

export async function providerOf(ctx: Context, organizationId: string): Promise<Provider | undefined> {
  const row = await ctx.control.db
    .selectFrom('sign_on_providers')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  return row && openProvider(ctx, row)
}

/** The provider that speaks for an address: that of the one organization that has proven its domain. */
export async function providerFor(ctx: Context, email: string): Promise<Provider | undefined> {
  const row = await ctx.control.db
    .selectFrom('sign_on_providers')
    .innerJoin('sign_on_domains', 'sign_on_domains.organization_id', 'sign_on_providers.organization_id')
    .selectAll('sign_on_providers')
    .where('domain', '=', domainOf(email))
    .where('proven_at', 'is not', null)
    .where('checked_at', 'is not', null)
    .executeTakeFirst()
  return row && openProvider(ctx, row)
}

export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase()
