import type { ChangeChannel, RelayChannel } from '@vitrine/protocol'
import { audit, requirePlatformAdmin } from '../../../accounts/index.ts'
import type { Context } from '../../../context.ts'
import { ProblemError } from '../../../platform/errors.ts'
import { transact } from '../../../transact.ts'
import { openCredential, sealCredential } from '../access/credential.ts'
import { type Access, knownProvider, readAccess } from '../access/read-access.ts'
import { tryAccess } from '../access/try-access.ts'
import { announceSupply } from '../announce.ts'
import { type ChannelRow, findChannel, toChannel } from './to-channel.ts'

/** Changes a channel, or drains it. A new address or credential is tried first; if it is no good, all stays as it was. */
export async function changeChannel(
  ctx: Context,
  input: { readonly channelId: string; readonly change: ChangeChannel },
): Promise<RelayChannel> {
  await requirePlatformAdmin(ctx)
  const { channelId, change } = input
  const row = await findChannel(ctx.control, channelId)
  const access = change.fields || change.baseUrl !== undefined ? accessAfter(ctx, row, change) : undefined
  if (access) await tryAt(ctx, row, access)
  return transact(ctx, ctx.control, async (ctx, tx) => {
    const columns = { ...columnsOf(change), ...(access && columnsOfAccess(ctx, row.id, access)) }
    if (Object.keys(columns).length > 0)
      await tx.db.updateTable('relay_channels').set(columns).where('id', '=', row.id).execute()
    await audit(ctx, tx, {
      action: 'relay-channel.changed',
      ...(row.organization_id && { organizationId: row.organization_id }),
      target: { kind: 'relay-channel', id: row.id },
    })
    announceSupply(ctx)
    return toChannel(await findChannel(tx, row.id))
  })
}

function accessAfter(ctx: Context, row: ChannelRow, { baseUrl, fields = {} }: ChangeChannel): Access {
  const provider = knownProvider(row.provider)
  const before = openCredential(ctx, 'channel', row)
  const given = { ...before, ...fields }
  const address = baseUrl ?? (provider.baseUrl ? undefined : row.base_url)
  const access = readAccess(ctx, { provider: row.provider, baseUrl: address, fields: given }, { privateToo: true })
  const forgotten = provider.fields.find(({ name, secret }) => secret && before[name] && fields[name] === undefined)
  if (access.baseUrl !== row.base_url && forgotten)
    throw new ProblemError(
      'invalid-request',
      'At a new address its credential has to be entered again.',
      'What was meant for one provider is sent to no other.',
      { field: `fields.${forgotten.name}` },
    )
  return access
}

/** A host may be called once it stands in the table. */
async function tryAt(ctx: Context, row: ChannelRow, access: Access): Promise<void> {
  const setHosts = (hosts: string[]) =>
    transact(ctx, ctx.control, (_, tx) =>
      tx.db.updateTable('relay_channels').set({ hosts }).where('id', '=', row.id).execute(),
    )
  await setHosts([...new Set([...row.hosts, ...access.hosts])])
  try {
    await tryAccess(ctx, access)
  } catch (error) {
    await setHosts(row.hosts)
    throw error
  }
}

function columnsOf({ name, region, weight, concurrent, timeouts, state }: ChangeChannel): Partial<ChannelRow> {
  return {
    ...(name !== undefined && { name }),
    ...(region !== undefined && { region }),
    ...(weight !== undefined && { weight }),
    ...(concurrent !== undefined && { concurrent }),
    ...(state !== undefined && { state }),
    ...(timeouts && {
      connect_ms: timeouts.connect,
      first_token_ms: timeouts.firstToken,
      idle_ms: timeouts.idle,
      total_ms: timeouts.total,
    }),
  }
}

const columnsOfAccess = (ctx: Context, id: string, { baseUrl, hosts, fields }: Access): Partial<ChannelRow> => ({
  base_url: baseUrl,
  hosts,
  credential: sealCredential(ctx, 'channel', id, fields),
  tested_at: ctx.now(),
})
