import type { Declarations } from '@vitrine/ledger'
import type { Context, Stores } from './context.ts'
import type { LogFieldName } from './declarations.ts'
import { openStores } from './open-stores.ts'
import type { Config } from './platform/config/config.ts'
import type { Log } from './platform/log/log.ts'

/** The stores of every region, the main one first: that one holds accounts too. All are opened or none. */
export async function openRegions(
  config: Config,
  declarations: Declarations,
  log: Log<LogFieldName>,
  how: { readonly join?: boolean } = {},
) {
  const main = await openStores(config, declarations, log, how)
  const opened = [main]
  const close = async () => {
    for (const { close: end } of opened.toReversed()) await end()
  }
  try {
    for (const other of config.otherRegions) opened.push(await openStores(other, declarations, log, how))
  } catch (error) {
    await close()
    throw error
  }
  const regions: ReadonlyMap<string, Stores> = new Map(opened.map(({ stores }) => [stores.name, stores]))
  return { control: main.stores, regions, close }
}

/** Nothing is served while a project lives in a region that has no stores, so this is a mistake of ours. */
export const strange = (region: string): never => {
  throw new Error(`There is no region ${region}`)
}

/** Throws when a project lives in a region that the settings do not name: its data would be looked for nowhere. */
export async function assertRegions({ control, regions }: Pick<Context, 'control' | 'regions'>): Promise<void> {
  const rows = await control.db.selectFrom('projects').select('region').distinct().execute()
  const missing = rows.map(({ region }) => region).filter((region) => !regions.includes(region))
  if (missing.length === 0) return
  throw new Error(
    `Projects live in ${missing.join(', ')}, which the settings do not name. Add it to VITRINE_REGIONS with its stores.`,
  )
}
