/** Quality of models: fixed questions, figures of requests, and what everybody may know of it. */
export { startQualityWork } from './jobs.ts'
export { qualityRoutes } from './routes.ts'
export { trustRoutes } from './trust/routes.ts'
export { watchedOf } from './watched.ts'
