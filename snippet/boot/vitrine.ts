import type { Facts, Options, VitrineApi } from '../api.ts'
import { createEmitter } from './emitter.ts'
import type { Parts } from './parts.ts'
import { type Running, startSnippet } from './start.ts'

/** One per page, however it got there. */
const marker = Symbol.for('vitrine')

/** The public API. Nothing in it throws at the page. */
export function createVitrine(parts: Parts, preset: Partial<Options>): VitrineApi {
  const news = createEmitter()
  const facts: Facts = {}
  let running: Running | undefined

  return {
    init(options) {
      try {
        if (Reflect.has(window, marker)) return console.warn('Vitrine is already running on this page.')
        running = startSnippet({ ...preset, ...options }, parts, { facts, news })
        Reflect.set(window, marker, true)
      } catch (error) {
        console.warn('Vitrine could not start.', error)
      }
    },
    identify(visitorId, more = {}) {
      Object.assign(facts, { visitor: visitorId }, more)
    },
    setContext(more) {
      Object.assign(facts, more)
    },
    report: async (draft) => running?.report(draft?.description),
    on: news.on,
    consent: ({ record }) => running?.consent(record),
    destroy(how) {
      running?.destroy(how?.forget === true)
      running = undefined
      Reflect.deleteProperty(window, marker)
    },
  }
}
