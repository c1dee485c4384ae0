import type { RelayChannel } from '@vitrine/protocol'
import { audit, requirePlatformAdmin } from '../../../accounts/index.ts'
import type { Context } from '../../../context.ts'
import { transact } from '../../../transact.ts'
import { openCredential } from '../access/credential.ts'
import { knownProvider } from '../access/read-access.ts'
import { tryAccess } from '../access/try-access.ts'
import { findChannel, toChannel } from './to-channel.ts'

/** Asks the provider whether the channel's credential is still good. */
export async function testChannel(ctx: Context, channelId: string): Promise<RelayChannel> {
  await requirePlatformAdmin(ctx)
  const row = await findChannel(ctx.control, channelId)
  const fields = openCredential(ctx, 'channel', row)
  await tryAccess(ctx, { provider: knownProvider(row.provider), baseUrl: row.base_url, fields })
  return transact(ctx, ctx.control, async (ctx, tx) => {
    await tx.db.updateTable('relay_channels').set({ tested_at: ctx.now() }).where('id', '=', row.id).execute()
    await audit(ctx, tx, { action: 'relay-channel.tested', target: { kind: 'relay-channel', id: row.id } })
    return toChannel(await findChannel(tx, row.id))
  })
}
