import { createHash } from 'node:crypto'
import type { ChangeSignOn } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { plainHost } from '../../platform/egress/hosts.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import type { AuthorizedOrganization } from '../rights/authorize-organization.ts'
import { clientOf, hostsOfProvider } from './client.ts'
import { endPasswordLogins } from './only-sign-on.ts'
import { type Provider, providerOf, sealFor } from './provider.ts'

type Organization = AuthorizedOrganization<'administer'>

/**
 * Sets the organization's identity provider. It is asked who it is before anybody may sign on through it; if it does not
 * answer as it should, things stay as they were.
 */
export async function changeSignOn(
  ctx: Context,
  input: { readonly organization: Organization; readonly change: ChangeSignOn },
): Promise<void> {
  const { organization, change } = input
  const before = await providerOf(ctx, organization.id)
  const clientSecret = change.clientSecret ?? (before?.clientId === change.clientId ? before.clientSecret : undefined)
  if (clientSecret === undefined || (before && before.issuer !== change.issuer && !change.clientSecret))
    throw new ProblemError('invalid-request', 'The secret is missing.', 'Copy it from your identity provider.', {
      field: 'clientSecret',
    })
  const provider = { issuer: change.issuer, clientId: change.clientId, clientSecret }
  const hosts = await ask(ctx, organization, provider, before)
  await transact(ctx, ctx.control, async (ctx, tx) => {
    await write(ctx, tx, organization, change, provider, hosts)
    if (change.onlySignOn) await endPasswordLogins(tx, organization.id)
    await audit(ctx, tx, {
      action: 'sign-on.changed',
      organizationId: organization.id,
      target: { kind: 'organization', id: organization.id },
    })
  })
}

type Given = Pick<Provider, 'issuer' | 'clientId' | 'clientSecret'>

/** A host may be called once it stands in the table: there it is put first, without letting anybody in. */
async function ask(ctx: Context, { id }: Organization, given: Given, before: Provider | undefined): Promise<string[]> {
  const host = plainHost(new URL(given.issuer).hostname)
  if (!before) await transact(ctx, ctx.control, (ctx, tx) => insertUnchecked(ctx, tx, id, given, host))
  else await setHosts(ctx, before.row.id, [...new Set([...before.row.hosts, host])])
  try {
    return hostsOfProvider(await clientOf(ctx, given), given.issuer)
  } catch (error) {
    if (before) await setHosts(ctx, before.row.id, before.row.hosts)
    else await transact(ctx, ctx.control, (_, tx) => removeUnchecked(tx, id))
    const why = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const reason = why instanceof Error && why.name === 'PrivateAddressError' ? ' It is at a private address.' : ''
    throw new ProblemError(
      'invalid-request',
      `The identity provider did not answer as it should.${reason}`,
      'Check its address: below it there must be .well-known/openid-configuration.',
      { field: 'issuer' },
    )
  }
}

const setHosts = (ctx: Context, id: string, hosts: string[]) =>
  transact(ctx, ctx.control, (_, tx) =>
    tx.db.updateTable('sign_on_providers').set({ hosts }).where('id', '=', id).execute(),
  )

const removeUnchecked = (tx: Tx, organizationId: string) =>
  tx.db
    .deleteFrom('sign_on_providers')
    .where('organization_id', '=', organizationId)
    .where('checked_at', 'is', null)
    .execute()

/** The same id for the same organization: whoever comes second writes over the first. */
const idFor = (organizationId: string): string => {
  const digest = createHash('sha256').update(`sign-on ${organizationId}`).digest('hex')
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`
}

function sealedColumns(ctx: Context, id: string, given: Given) {
  return {
    issuer: sealFor(ctx, id, 'issuer', given.issuer),
    client_id: sealFor(ctx, id, 'client_id', given.clientId),
    client_secret: sealFor(ctx, id, 'client_secret', given.clientSecret),
  }
}

async function insertUnchecked(
  ctx: Context,
  tx: Tx,
  organizationId: string,
  given: Given,
  host: string,
): Promise<void> {
  const id = idFor(organizationId)
  const rest = { default_role: 'viewer' as const, only_sign_on: false, checked_at: null, created_at: ctx.now() }
  await tx.db
    .insertInto('sign_on_providers')
    .values({ id, organization_id: organizationId, ...sealedColumns(ctx, id, given), hosts: [host], ...rest })
    .onConflict((on) => on.column('organization_id').doUpdateSet({ hosts: [host] }))
    .execute()
}

async function write(
  ctx: Context,
  tx: Tx,
  { id: organizationId }: Organization,
  change: ChangeSignOn,
  given: Given,
  hosts: string[],
) {
  const columns = {
    ...sealedColumns(ctx, idFor(organizationId), given),
    hosts,
    default_role: change.defaultRole,
    only_sign_on: change.onlySignOn,
    checked_at: ctx.now(),
  }
  await tx.db.updateTable('sign_on_providers').set(columns).where('organization_id', '=', organizationId).execute()
}
