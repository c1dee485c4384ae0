import type { Facts, Options, VitrineApi } from '../api.ts'
import { createEmitter } from './emitter.ts'
import { guard } from './guard.ts'
import type { Parts } from './parts.ts'
import { type Running, startSnippet } from './start.ts'

/** One per page, however it got there. */
const marker = Symbol.for('vitrine')

/** What builds of different versions leave for each other. */
type There = { key: string; api: VitrineApi }

/** The public API. Nothing in it throws at the page. */
export function createVitrine(parts: Parts, preset: Partial<Options>): VitrineApi {
  const news = createEmitter()
  const facts: Facts = {}
  let running: Running | undefined

  const api: VitrineApi = {
    init(options) {
      try {
        const there = Reflect.get(window, marker) as There | undefined
        if (there && there.key !== options.key) return console.warn('Vitrine is already running on this page.')
        // The same project twice is one: what is said to either goes to the one that runs.
        if (there) return Object.assign(api, there.api).setContext(facts)
        running = startSnippet({ ...preset, ...options }, parts, { facts, news })
        Reflect.set(window, marker, { key: options.key, api: { ...api } } satisfies There)
      } catch (error) {
        console.warn('Vitrine could not start.', error)
      }
    },
    identify: (visitorId, more) => void Object.assign(facts, { visitor: visitorId }, more),
    setContext: (more) => void Object.assign(facts, more),
    event: (name) => running?.event(name),
    report: async (draft) => running?.report(draft?.description),
    on: news.on,
    consent: guard(({ record }) => running?.consent(record)),
    destroy(how) {
      // What another one has started here is not ours to end.
      if (!running) return
      running.destroy(how?.forget === true)
      running = undefined
      Reflect.deleteProperty(window, marker)
    },
  }
  return api
}
