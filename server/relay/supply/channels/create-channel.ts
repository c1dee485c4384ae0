import type { NewChannel, RelayChannel } from '@vitrine/protocol'
import { audit, requirePlatformAdmin } from '../../../accounts/index.ts'
import type { Context, Tx } from '../../../context.ts'
import { ProblemError } from '../../../platform/errors.ts'
import { transact } from '../../../transact.ts'
import { sealCredential } from '../access/credential.ts'
import { type Access, readAccess } from '../access/read-access.ts'
import { tryAccess } from '../access/try-access.ts'
import { announceSupply } from '../announce.ts'
import { findChannel, toChannel } from './to-channel.ts'

export const usualTimeouts = { connect: 5_000, firstToken: 120_000, idle: 120_000, total: 900_000 }

/** Sets up a way to a provider, which is asked at once whether the credential is good; if it isn't, there is none. */
export async function createChannel(ctx: Context, input: NewChannel): Promise<RelayChannel> {
  await requirePlatformAdmin(ctx)
  const access = readAccess(ctx, input, { privateToo: true })
  const id = crypto.randomUUID()
  // A host may be called once it stands in the table: there it is put first, switched off.
  await transact(ctx, ctx.control, (ctx, tx) => insertChannel(ctx, tx, id, input, access))
  try {
    await tryAccess(ctx, access)
  } catch (error) {
    await transact(ctx, ctx.control, (_, tx) => tx.db.deleteFrom('relay_channels').where('id', '=', id).execute())
    throw error
  }
  return transact(ctx, ctx.control, async (ctx, tx) => {
    await tx.db.updateTable('relay_channels').set({ state: 'on', tested_at: ctx.now() }).where('id', '=', id).execute()
    await audit(ctx, tx, {
      action: 'relay-channel.created',
      ...(input.organizationId && { organizationId: input.organizationId }),
      target: { kind: 'relay-channel', id },
    })
    announceSupply(ctx)
    return toChannel(await findChannel(tx, id))
  })
}

export async function insertChannel(
  ctx: Context,
  tx: Tx,
  id: string,
  input: Omit<NewChannel, 'provider' | 'fields'>,
  { provider, baseUrl, hosts, fields }: Access,
): Promise<void> {
  const { organizationId = null, name, region = null, weight = 1, concurrent = null } = input
  if (organizationId !== null) await requireOrganization(tx, organizationId)
  const { connect, firstToken, idle, total } = input.timeouts ?? usualTimeouts
  const limits = { connect_ms: connect, first_token_ms: firstToken, idle_ms: idle, total_ms: total }
  const credential = sealCredential(ctx, 'channel', id, fields)
  const where = { provider: provider.id, base_url: baseUrl, hosts, credential, region }
  await tx.db
    .insertInto('relay_channels')
    .values({
      id,
      organization_id: organizationId,
      name,
      ...where,
      weight,
      state: 'off',
      concurrent,
      ...limits,
      created_at: ctx.now(),
    })
    .execute()
}

export async function requireOrganization(tx: Tx, id: string): Promise<void> {
  const found = await tx.db.selectFrom('organizations').select('id').where('id', '=', id).executeTakeFirst()
  if (!found)
    throw new ProblemError('invalid-request', 'There is no such organization.', undefined, { field: 'organizationId' })
}
