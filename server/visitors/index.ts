/** Visitors: who a report is from, as far as the client's site says so, known by keyed hashes only. */
export { findVisitor } from './find-visitor.ts'
export { limitLinks } from './links/limit-links.ts'
export { openVisitorLink, type VisitorLinkHolder } from './links/open-visitor-link.ts'
export { visitorRoutes } from './routes.ts'
export { seeVisitor } from './see-visitor.ts'
export * from './tables.ts'
