/** Privacy: the deeds of the ledger. Documents, retention, erasure; the loops are over declarations, never over names. */
export { publishPrivacyPage } from './documents/publish-privacy-page.ts'
export { documentRoutes } from './documents/routes.ts'
export { startPrivacyWork } from './jobs.ts'
export { privacyRoutes } from './routes.ts'
export * from './tables.ts'
