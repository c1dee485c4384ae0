/** Relay: the model gateway. Forwards what programs ask models, and keeps none of it. */

export { openEvidence } from './evidence/open-evidence.ts'
export { evidenceRoutes } from './evidence/routes.ts'
export { startRelayWork } from './jobs.ts'
export { ensureRelayKey, relayKeyRoutes } from './keys/index.ts'
export { qualityRoutes, trustRoutes } from './quality/index.ts'
export { ensureSimulatedSupply, supplyRoutes } from './supply/index.ts'
export { metricsRoutes } from './evidence/telemetry/routes.ts'
export { type Announcement, announce } from './webhooks/announce.ts'
export { webhookRoutes } from './webhooks/routes.ts'
