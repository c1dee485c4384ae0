import type { RelayChannel } from '@vitrine/protocol'
import { requirePlatformAdmin } from '../../../accounts/index.ts'
import type { Context } from '../../../context.ts'
import { toChannel } from './to-channel.ts'

/** The operator's ways to model providers. */
export async function listChannels(ctx: Context): Promise<RelayChannel[]> {
  await requirePlatformAdmin(ctx)
  const rows = await ctx.control.db.selectFrom('relay_channels').selectAll().orderBy('created_at').execute()
  return rows.map(toChannel)
}
