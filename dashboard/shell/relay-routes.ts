import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readRequestSearch } from '../relay/requests/request-search.ts'
import { readUsageSearch } from '../relay/usage/usage-search.ts'
import { member } from './member-route.ts'

const pages = () => import('./pages/relay.ts')

const home = createRoute({
  getParentRoute: () => member,
  path: '/organizations/$organizationId/relay',
  component: lazyRouteComponent(pages, 'RelayHomePage'),
})
const keys = createRoute({
  getParentRoute: () => member,
  path: '/organizations/$organizationId/relay/keys',
  component: lazyRouteComponent(pages, 'RelayKeysPage'),
})
const limits = createRoute({
  getParentRoute: () => member,
  path: '/organizations/$organizationId/relay/limits',
  component: lazyRouteComponent(pages, 'LimitsPage'),
})
const playground = createRoute({
  getParentRoute: () => member,
  path: '/organizations/$organizationId/relay/playground',
  component: lazyRouteComponent(pages, 'PlaygroundPage'),
})

const requests = createRoute({
  getParentRoute: () => member,
  path: '/organizations/$organizationId/relay/requests',
  validateSearch: readRequestSearch,
  component: lazyRouteComponent(pages, 'RequestsPage'),
})
const usage = createRoute({
  getParentRoute: () => member,
  path: '/organizations/$organizationId/relay/usage',
  validateSearch: readUsageSearch,
  component: lazyRouteComponent(pages, 'UsagePage'),
})

const own = createRoute({
  getParentRoute: () => member,
  path: '/organizations/$organizationId/relay/own',
  component: lazyRouteComponent(pages, 'OwnPage'),
})
const channels = createRoute({
  getParentRoute: () => member,
  path: '/administration/relay',
  component: lazyRouteComponent(pages, 'ChannelsPage'),
})

const prices = createRoute({
  getParentRoute: () => member,
  path: '/organizations/$organizationId/relay/prices',
  component: lazyRouteComponent(pages, 'PricesPage'),
})
const priceBook = createRoute({
  getParentRoute: () => member,
  path: '/administration/prices',
  component: lazyRouteComponent(pages, 'PriceBookPage'),
})

const webhooks = createRoute({
  getParentRoute: () => member,
  path: '/organizations/$organizationId/relay/webhooks',
  component: lazyRouteComponent(pages, 'WebhooksPage'),
})
const balance = createRoute({
  getParentRoute: () => member,
  path: '/organizations/$organizationId/balance',
  component: lazyRouteComponent(pages, 'BalancePage'),
})

export const relayRoutes = [
  home,
  keys,
  limits,
  playground,
  requests,
  usage,
  prices,
  own,
  channels,
  priceBook,
  webhooks,
  balance,
] as const
