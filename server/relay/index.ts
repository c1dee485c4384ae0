/** Relay: the model gateway. Forwards what programs ask models, and keeps none of it. */
export { ensureSimulatedSupply, supplyRoutes } from './supply/index.ts'
