import type { OfferedPrice, PricedModel } from '@vitrine/protocol'
import { type AuthorizedOrganization, requirePlatformAdmin } from '../../../accounts/index.ts'
import { pricesNow } from '../../../billing/index.ts'
import type { Context } from '../../../context.ts'
import { readSupply, type Snapshot } from '../read-supply.ts'
import type { Route } from '../supply.ts'

/** A model goes by the price that its first way has, whichever way a request takes. */
function waysOf(routes: Iterable<Route>) {
  return [...routes].flatMap(({ model, targets: [first] }) =>
    first ? [{ model, provider: first.channel.provider.prices, there: first.model }] : [],
  )
}

function routesFor({ forAll, byOrganization }: Snapshot, organizationId: string): Iterable<Route> {
  const own = byOrganization.get(organizationId)?.routes ?? new Map<string, Route>()
  return new Map([...forAll.routes, ...own]).values()
}

/** What an organization pays for the models that it may ask, now. */
export async function listModelPrices(ctx: Context, organization: AuthorizedOrganization): Promise<PricedModel[]> {
  const [supply, prices] = await Promise.all([readSupply(ctx), pricesNow(ctx)])
  return waysOf(routesFor(supply, organization.id))
    .map(({ model, provider }) => ({ model, price: prices.of('sell', provider, model) }))
    .toSorted((a, b) => a.model.localeCompare(b.model))
}

/** What the models that everybody may ask cost us and our clients, now. */
export async function listOfferedPrices(ctx: Context): Promise<OfferedPrice[]> {
  await requirePlatformAdmin(ctx)
  const [supply, prices] = await Promise.all([readSupply(ctx), pricesNow(ctx)])
  return waysOf(supply.forAll.routes.values())
    .map(({ model, provider, there }) => ({
      model,
      provider,
      sell: prices.of('sell', provider, model),
      buy: prices.of('buy', provider, there),
      margin: prices.margin(provider, model),
    }))
    .toSorted((a, b) => a.model.localeCompare(b.model))
}
