/** What is watched only where a project asks for it: contents of requests, rules that offer a report, canvases. */
export { watchBodies } from '../capture/bodies.ts'
export { watchCanvases } from '../recorder/watch-canvases.ts'
export { watchTriggers } from '../triggers/watch-triggers.ts'
