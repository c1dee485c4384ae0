import type { Row } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { providerOf } from '../providers/index.ts'
import { heldCredential } from './access/held-credential.ts'
import type { Channel, Route, Target } from './supply.ts'
import type { providerCredentials, relayChannels, relayRoutes, relayTargets } from './tables.ts'

export type OfferedModel = { readonly id: string; readonly owner: string; readonly since: number }

/** The routes of one organization, or of all. */
export type Shelf = { readonly routes: ReadonlyMap<string, Route>; readonly models: readonly OfferedModel[] }

/** All of it as it was at one moment. */
export type Snapshot = {
  readonly forAll: Shelf
  readonly byOrganization: ReadonlyMap<string, Shelf>
  /** What organizations reach with credentials of their own, the oldest first. */
  readonly own: ReadonlyMap<string, readonly Channel[]>
}

const ownTimeouts = { connect: 10_000, firstToken: 300_000, idle: 300_000, total: 1_800_000 }

const readRows = (ctx: Context) =>
  ctx.control.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (db) => ({
      channels: await db.selectFrom('relay_channels').selectAll().execute(),
      routes: await db.selectFrom('relay_routes').selectAll().orderBy('model').execute(),
      targets: await db.selectFrom('relay_targets').selectAll().orderBy('priority').orderBy('id').execute(),
      own: await db
        .selectFrom('provider_credentials')
        .selectAll()
        .where('tested_at', 'is not', null)
        .orderBy('created_at')
        .execute(),
    }))

/** None where this version does not know the provider. */
function channelOf(ctx: Context, row: Row<typeof relayChannels>): Channel | undefined {
  const provider = providerOf(row.provider)
  if (!provider) return undefined
  const { id, base_url: baseUrl, state, concurrent } = row
  return {
    id,
    provider,
    baseUrl,
    credential: heldCredential(ctx, 'channel', row),
    state,
    billed: true,
    concurrent,
    timeouts: { connect: row.connect_ms, firstToken: row.first_token_ms, idle: row.idle_ms, total: row.total_ms },
  }
}

function ownChannelOf(ctx: Context, row: Row<typeof providerCredentials>): Channel | undefined {
  const provider = providerOf(row.provider)
  if (!provider) return undefined
  const { id, base_url: baseUrl } = row
  const credential = heldCredential(ctx, 'own', row)
  return { id, provider, baseUrl, credential, state: 'on', billed: false, concurrent: null, timeouts: ownTimeouts }
}

type Ways = {
  readonly rows: ReadonlyMap<string, Row<typeof relayChannels>>
  readonly channels: ReadonlyMap<string, Channel>
}

function targetsOf(
  route: Row<typeof relayRoutes>,
  targets: readonly Row<typeof relayTargets>[],
  { rows, channels }: Ways,
): Target[] {
  return targets.flatMap(({ channel_id, model, priority, weight }) => {
    const channel = channels.get(channel_id)
    const row = rows.get(channel_id)
    // What one organization pays for is no way for others.
    const isOpen = row && (row.organization_id === null || row.organization_id === route.organization_id)
    if (!channel || !isOpen) return []
    return [{ channel, model, dialect: channel.provider.dialect, priority, weight: weight * row.weight }]
  })
}

function shelfOf(
  rows: readonly Row<typeof relayRoutes>[],
  targetsIn: (row: Row<typeof relayRoutes>) => Target[],
): Shelf {
  const routes = new Map<string, Route>()
  const models: OfferedModel[] = []
  for (const row of rows) {
    const targets = targetsIn(row)
    const [first] = targets
    if (!first) continue
    const { id, model, strategy, attempts } = row
    routes.set(model, { id, model, strategy, targets, attempts })
    models.push({ id: model, owner: first.channel.provider.id, since: row.created_at.getTime() })
  }
  return { routes, models }
}

/** Reads channels, routes and credentials, all as of the same moment. */
export async function readSupply(ctx: Context): Promise<Snapshot> {
  const { channels, routes, targets, own } = await readRows(ctx)
  const rows = new Map(channels.map((row) => [row.id, row]))
  const known = new Map(channels.flatMap((row) => channelOf(ctx, row) ?? []).map((channel) => [channel.id, channel]))
  const byRoute = Map.groupBy(targets, ({ route_id }) => route_id)
  const targetsIn = (row: Row<typeof relayRoutes>) =>
    targetsOf(row, byRoute.get(row.id) ?? [], { rows, channels: known })
  const grouped = Map.groupBy(routes, ({ organization_id }) => organization_id)
  const forAll = shelfOf(grouped.get(null) ?? [], targetsIn)
  const byOrganization = new Map<string, Shelf>()
  for (const [id, theirs] of grouped) {
    if (id === null) continue
    const { routes, models } = shelfOf(theirs, targetsIn)
    const others = forAll.models.filter((one) => !routes.has(one.id))
    byOrganization.set(id, { routes, models: [...models, ...others] })
  }
  const ownChannels = new Map<string, Channel[]>()
  for (const row of own) {
    const channel = ownChannelOf(ctx, row)
    if (!channel) continue
    const theirs = ownChannels.get(row.organization_id)
    if (theirs) theirs.push(channel)
    else ownChannels.set(row.organization_id, [channel])
  }
  return { forAll, byOrganization, own: ownChannels }
}
