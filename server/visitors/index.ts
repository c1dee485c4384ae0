/** Visitors: who a report is from, as far as the client's site says so, known by keyed hashes only. */
export { findVisitor } from './find-visitor.ts'
export { seeVisitor } from './see-visitor.ts'
export * from './tables.ts'
