/** Relay: the model gateway. Forwards what programs ask models, and keeps none of it. */

export { ensureDemoRelay } from './demo/ensure-demo-relay.ts'
export { evidenceRoutes } from './evidence/routes.ts'
export { metricsRoutes } from './evidence/telemetry/routes.ts'
export { startRelayWork } from './jobs.ts'
export { relayKeyRoutes } from './keys/index.ts'
export { openRelay, type Relay } from './open-relay.ts'
export { qualityRoutes, trustRoutes } from './quality/index.ts'
export { serveRelay } from './serve-relay.ts'
export { supplyRoutes } from './supply/index.ts'
export { announceBalances } from './webhooks/announce-balances.ts'
export { webhookRoutes } from './webhooks/routes.ts'
