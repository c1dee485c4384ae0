import { createApiToken, ensureDemoProject, ensureFirstAdminLink } from './accounts/index.ts'
import type { Context } from './context.ts'
import { declarations } from './declarations.ts'
import { openContext } from './open-context.ts'
import { assertRegions } from './open-regions.ts'
import { assertAgreement } from './platform/agreement.ts'
import { type Config, type Service, services } from './platform/config/config.ts'
import { applyJournal } from './privacy/index.ts'
import { announceBalances, ensureDemoRelay, openRelay, type Relay, serveRelay } from './relay/index.ts'
import { serveReplayOrigin } from './replay-origin.ts'
import { serveWeb } from './web.ts'
import { startWork } from './work.ts'

/** What a running installation answers to; `undefined` where it has none. */
export type Running = {
  /** For the first admin, valid for an hour; none once somebody has signed up. */
  readonly signInLink: string | undefined
  /** One bootstrap token for the REST API; none where that is not served. */
  readonly adminToken: string | undefined
  readonly demoProjectKey: string | undefined
  /** For the simulated models. */
  readonly relayKey: string | undefined
  readonly close: () => Promise<void>
}

/** What each service starts; answers how to end it, where there is more to end than the stores. */
const starts: Record<Service, (ctx: Context, relay: Relay | undefined) => Promise<(() => Promise<void>) | void>> = {
  jobs: startWork,
  relay: serveRelay,
  replay: serveReplayOrigin,
  web: serveWeb,
}

/** Starts what the settings name in this process. `built` resolves when the browser bundles are there. */
export async function start(config: Config, built: Promise<void> = Promise.resolve()): Promise<Running> {
  const { ctx, close: closeStores } = await openContext(config, declarations)
  const silence = announceBalances()
  const closing = [closeStores, async () => silence()]
  const close = async () => {
    for (const end of closing.toReversed()) await end()
  }
  try {
    await assertAgreement(ctx)
    await assertRegions(ctx)
    const operator: Context = { ...ctx, actor: { kind: 'operator' } }
    // Before anything is served or worked on: nobody may see what was erased.
    await applyJournal(operator)
    await built
    const demo = config.demoUrl ? await ensureDemoProject(operator, { origin: config.demoUrl }) : undefined
    const serves = (service: Service) => config.services.includes(service)
    const { simulatorUrl } = config
    const relayKey = simulatorUrl && serves('relay') ? await ensureDemoRelay(operator, { simulatorUrl }) : undefined
    const relay = serves('relay') ? await openRelay(ctx) : undefined
    if (relay) closing.push(relay.close)
    for (const service of services.filter(serves)) {
      const end = await starts[service](ctx, relay)
      if (end) closing.push(end)
    }
    return {
      signInLink: serves('web') ? await ensureFirstAdminLink(operator) : undefined,
      adminToken: serves('web') ? await createApiToken(operator, { label: 'bootstrap' }) : undefined,
      demoProjectKey: demo?.publicKey,
      relayKey,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
