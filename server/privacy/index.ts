/** Privacy: the deeds of the ledger. Documents, retention, erasure; the loops are over declarations, never over names. */
export { publishAll } from './documents/publish-all.ts'
export { renderedFor } from './documents/render-for-operator.ts'
export { documentRoutes } from './documents/routes.ts'
export { startPrivacyWork } from './jobs.ts'
export { receiptRoutes } from './receipts/routes.ts'
export { privacyRoutes } from './routes.ts'
export * from './tables.ts'
export { upkeepRoutes } from './upkeep-routes.ts'
