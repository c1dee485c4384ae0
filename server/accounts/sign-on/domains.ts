import { Resolver } from 'node:dns/promises'
import type { SignOnDomain } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { randomToken } from '../../platform/crypto/random-token.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import type { AuthorizedOrganization } from '../rights/authorize-organization.ts'
import { toDomain } from './read-sign-on.ts'

type Organization = AuthorizedOrganization<'administer'>
type Of = { readonly organization: Organization; readonly domainId: string }
const most = 20

/** Claims a domain, which gives no right until it is proven: others may claim it too. */
export async function addDomain(
  ctx: Context,
  input: { readonly organization: Organization; readonly domain: string },
): Promise<SignOnDomain> {
  const { organization, domain } = input
  return transact(ctx, ctx.control, async (ctx, tx) => {
    const row = {
      id: crypto.randomUUID(),
      organization_id: organization.id,
      domain,
      challenge: randomToken(),
      created_at: ctx.now(),
    }
    const kept = await tx.db
      .insertInto('sign_on_domains')
      .values(row)
      .onConflict((on) => on.columns(['organization_id', 'domain']).doUpdateSet({ domain }))
      .returningAll()
      .executeTakeFirstOrThrow()
    const all = await tx.db
      .selectFrom('sign_on_domains')
      .select('id')
      .where('organization_id', '=', organization.id)
      .execute()
    if (all.length > most) throw new ProblemError('conflict', `An organization has ${most} domains at most.`)
    return toDomain(kept)
  })
}

export async function removeDomain(ctx: Context, { organization, domainId }: Of): Promise<void> {
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const { domain } = await find(ctx, organization, domainId)
    await tx.db.deleteFrom('sign_on_domains').where('id', '=', domainId).execute()
    await tell(ctx, tx, organization, 'domain.removed', domain)
  })
}

/** Asks DNS whether the record is there. A domain belongs to the one who proves it first, until they give it up. */
export async function proveDomain(ctx: Context, { organization, domainId }: Of): Promise<SignOnDomain> {
  const claimed = toDomain(await find(ctx, organization, domainId))
  if (!(await recordsAt(ctx, claimed.record.name)).includes(claimed.record.value))
    throw new ProblemError('conflict', 'The record is not there yet.', 'DNS takes its time: try again in some minutes.')
  return settle(ctx, organization, domainId, 'dns')
}

/** The operator's word stands in for DNS, for domains that nobody outside can ask about. */
export const vouchForDomain = (ctx: Context, { organization, domainId }: Of): Promise<SignOnDomain> =>
  settle(ctx, organization, domainId, 'operator')

async function settle(ctx: Context, organization: Organization, domainId: string, by: 'dns' | 'operator') {
  return transact(ctx, ctx.control, async (ctx, tx) => {
    const { domain } = await find(ctx, organization, domainId)
    const other = await tx.db
      .selectFrom('sign_on_domains')
      .select('id')
      .where('domain', '=', domain)
      .where('proven_at', 'is not', null)
      .where('organization_id', '!=', organization.id)
      .executeTakeFirst()
    if (other)
      throw new ProblemError('conflict', 'This domain belongs to another organization here.', 'Ask the operator.')
    const row = await tx.db
      .updateTable('sign_on_domains')
      .set({ proven_at: ctx.now(), proven_by: by })
      .where('id', '=', domainId)
      .returningAll()
      .executeTakeFirstOrThrow()
    await tell(ctx, tx, organization, 'domain.proven', domain)
    return toDomain(row)
  })
}

async function recordsAt(ctx: Context, name: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 })
  if (ctx.config.dnsServers.length > 0) resolver.setServers(ctx.config.dnsServers)
  const records = await resolver.resolveTxt(name).catch(() => [])
  return records.map((parts) => parts.join(''))
}

async function find(ctx: Context, organization: Organization, id: string) {
  const row = await ctx.control.db
    .selectFrom('sign_on_domains')
    .selectAll()
    .where('id', '=', id)
    .where('organization_id', '=', organization.id)
    .executeTakeFirst()
  if (!row) throw new ProblemError('not-found', 'There is no such domain.', 'It may have been removed already.')
  return row
}

const tell = (ctx: Context, tx: Tx, { id }: Organization, action: 'domain.proven' | 'domain.removed', domain: string) =>
  audit(ctx, tx, { action, organizationId: id, target: { kind: 'domain', id: domain } })
