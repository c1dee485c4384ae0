/** Relay: the model gateway. Forwards what programs ask models, and keeps none of it. */

export { evidenceRoutes } from './evidence/routes.ts'
export { ensureRelayKey, relayKeyRoutes } from './keys/index.ts'
export { ensureSimulatedSupply, supplyRoutes } from './supply/index.ts'
export { type Announcement, announce } from './webhooks/announce.ts'
export { startWebhookWork } from './webhooks/jobs.ts'
export { webhookRoutes } from './webhooks/routes.ts'
