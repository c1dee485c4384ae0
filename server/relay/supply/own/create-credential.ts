import type { NewCredential, ProviderCredential } from '@vitrine/protocol'
import { type AuthorizedOrganization, audit } from '../../../accounts/index.ts'
import type { Context, Tx } from '../../../context.ts'
import { ProblemError } from '../../../platform/errors.ts'
import { transact } from '../../../transact.ts'
import { sealCredential } from '../access/credential.ts'
import { type Access, readAccess } from '../access/read-access.ts'
import { tryAccess } from '../access/try-access.ts'
import { announceSupply } from '../announce.ts'
import { findCredential, toCredential } from './to-credential.ts'

type Organization = AuthorizedOrganization<'develop'>

const most = 50

/** Keeps a credential of the organization's own; its provider is asked at once, and if it is no good it is not kept. */
export async function createCredential(
  ctx: Context,
  input: { readonly organization: Organization; readonly credential: NewCredential },
): Promise<ProviderCredential> {
  const { organization, credential } = input
  const access = readAccess(ctx, credential, { privateToo: false })
  const id = crypto.randomUUID()
  // A host may be called once it stands in the table: there it is put first, and not used.
  await transact(ctx, ctx.control, (ctx, tx) => insertUntested(ctx, tx, organization, id, credential.name, access))
  try {
    await tryAccess(ctx, access)
  } catch (error) {
    await transact(ctx, ctx.control, (_, tx) => tx.db.deleteFrom('provider_credentials').where('id', '=', id).execute())
    throw error
  }
  return transact(ctx, ctx.control, async (ctx, tx) => {
    await tx.db.updateTable('provider_credentials').set({ tested_at: ctx.now() }).where('id', '=', id).execute()
    await audit(ctx, tx, {
      action: 'provider-credential.created',
      organizationId: organization.id,
      target: { kind: 'provider-credential', id },
    })
    announceSupply(ctx)
    return toCredential(await findCredential(tx, organization.id, id))
  })
}

async function insertUntested(
  ctx: Context,
  tx: Tx,
  { id: organizationId }: Organization,
  id: string,
  name: string,
  { provider, baseUrl, hosts, fields }: Access,
): Promise<void> {
  if (!provider.baseUrl) await refuseOperatorsHost(tx, hosts)
  const mine = tx.db.selectFrom('provider_credentials').where('organization_id', '=', organizationId)
  const { count } = await mine.select((eb) => eb.fn.countAll<string>().as('count')).executeTakeFirstOrThrow()
  if (Number(count) >= most)
    throw new ProblemError('conflict', `There are ${most} credentials already.`, 'Remove one of them first.')
  await tx.db
    .insertInto('provider_credentials')
    .values({
      id,
      organization_id: organizationId,
      provider: provider.id,
      name,
      base_url: baseUrl,
      hosts,
      credential: sealCredential(ctx, 'own', id, fields),
      created_at: ctx.now(),
    })
    .execute()
}

/** What the operator may have called at a private address, nobody else may by entering the same name. */
async function refuseOperatorsHost(tx: Tx, hosts: readonly string[]): Promise<void> {
  for (const host of hosts) {
    const channels = tx.db.selectFrom('relay_channels').select('id')
    const found = await channels
      .where((eb) => eb(eb.val(host), '=', eb.fn.any('hosts')))
      .limit(1)
      .executeTakeFirst()
    if (found)
      throw new ProblemError('invalid-request', 'This address is the operator’s.', 'Ask for one of their models.', {
        field: 'baseUrl',
      })
  }
}
