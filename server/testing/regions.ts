import type { Context, Stores } from '../context.ts'
import { testContext } from './context.ts'

/**
 * A Context whose accounts and whose two regions, `eu` and `us`, are three places, each with stores of its own: stricter than
 * an installation, where one of the regions holds the accounts. `inRegion` is the same for making projects that live there.
 */
export async function regionsContext() {
  const [control, eu, us] = [await testContext(), await testContext(), await testContext()]
  for (const region of [eu, us]) await forgetAccounts(region.control)
  const stores = {
    control: { ...control.control, name: 'control' },
    eu: eu.control,
    us: { ...us.control, name: 'us' },
  }
  const ctx: Context = {
    ...control,
    control: stores.control,
    regions: ['eu', 'us'],
    region: ({ region }) => (region === 'us' ? stores.us : stores.eu),
  }
  const inRegion = (region: 'eu' | 'us'): Context => ({ ...ctx, config: { ...ctx.config, region } })
  return { ctx, stores, inRegion }
}

/** A test context is an installation with secrets of its own; a region has none. */
async function forgetAccounts({ db, keys }: Stores): Promise<void> {
  await db.deleteFrom('platform_secrets').execute()
  await keys.deleteFrom('key_holders').execute()
  await keys.deleteFrom('root_keys').execute()
}
