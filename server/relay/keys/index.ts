/** Keys of the relay: who may use models, and how much. */
export { ensureRelayKey } from './ensure-relay-key.ts'
export { openKeys } from './open-keys.ts'
export { openLimiter } from './open-limiter.ts'
export { relayKeyRoutes } from './routes.ts'
export { startKeyWork } from './tell-expired-keys.ts'
