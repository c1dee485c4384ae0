/** Reports: problems that visitors sent, and what agents make of them. */
export { reportIntake } from './intake-routes.ts'
export { reportRoutes } from './routes.ts'
export { reportSocket } from './socket.ts'
export * from './tables.ts'
