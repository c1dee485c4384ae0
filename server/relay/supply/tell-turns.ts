import { randomUUID } from 'node:crypto'
import type { Context } from '../../context.ts'
import { errorFields } from '../../platform/log/error-fields.ts'
import { announce } from '../webhooks/announce.ts'
import { openChannels } from './tables.ts'

const mostTries = 20

/** Who has a channel open, one more or one less. Answers whether that was the first of all machines, or the last. */
async function turn({ control }: Context, node: string, channelId: string, isOpen: boolean): Promise<boolean> {
  const { ephemeral } = control
  const key = openChannels.key({ id: channelId })
  for (let tried = 0; tried < mostTries; tried++) {
    const before = await ephemeral.get(key)
    const others = (JSON.parse(before ?? '[]') as readonly string[]).filter((one) => one !== node)
    const after = JSON.stringify(isOpen ? [...others, node] : others)
    if (after === before) return false
    if (await ephemeral.compareAndSet(key, before, after)) return others.length === 0
  }
  throw new Error('A channel turns faster than it can be told')
}

/** Whose business a channel is: an organization's own, or all's who listen. */
async function concerned({ control: { db } }: Context, channelId: string): Promise<readonly string[]> {
  const channel = await db
    .selectFrom('relay_channels')
    .select('organization_id')
    .where('id', '=', channelId)
    .unionAll(db.selectFrom('provider_credentials').select('organization_id').where('id', '=', channelId))
    .executeTakeFirst()
  if (!channel) return []
  if (channel.organization_id !== null) return [channel.organization_id]
  const all = await db
    .selectFrom('webhook_endpoints')
    .select('organization_id')
    .distinct()
    .where('enabled', '=', true)
    .execute()
  return all.map(({ organization_id }) => organization_id)
}

/** Announces channels that are left alone, and those that answer again: once over all machines, off the path of requests. */
export function tellTurns(ctx: Context): {
  readonly turned: (channelId: string, isOpen: boolean) => void
  readonly close: () => Promise<void>
} {
  const node = randomUUID()
  let telling: Promise<void> = Promise.resolve()
  const tell = async (channelId: string, isOpen: boolean): Promise<void> => {
    if (!(await turn(ctx, node, channelId, isOpen))) return
    const event = isOpen ? 'channel.opened' : 'channel.closed'
    for (const organizationId of await concerned(ctx, channelId))
      await announce(ctx, { organizationId, event, of: { kind: 'channel', id: channelId } })
  }
  return {
    turned: (channelId, isOpen) => {
      // In the order in which it happened.
      telling = telling
        .then(() => tell(channelId, isOpen))
        .catch((error: unknown) => ctx.log.warn('The turn of a channel was not told', errorFields(error)))
    },
    close: () => telling,
  }
}
