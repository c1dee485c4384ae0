import type { EphemeralKey } from '@vitrine/ledger'
import type { Ephemeral } from './port.ts'

/** Each key to the place that its declaration asks for: `lasting` when it must survive a restart, else `passing`. */
export function routedEphemeral(lasting: Ephemeral, passing: Ephemeral): Ephemeral {
  const of = (key: EphemeralKey): Ephemeral => (key.space.survives === 'restart' ? lasting : passing)
  return {
    increment: (key, ...rest) => of(key).increment(key, ...rest),
    readCounter: (key) => of(key).readCounter(key),
    set: (key, value) => of(key).set(key, value),
    get: (key) => of(key).get(key),
    compareAndSet: (key, expected, value) => of(key).compareAndSet(key, expected, value),
    readMap: (key) => of(key).readMap(key),
    readEntry: (key, name) => of(key).readEntry(key, name),
    compareAndSetEntry: (key, ...rest) => of(key).compareAndSetEntry(key, ...rest),
    removeEntry: (key, name) => of(key).removeEntry(key, name),
    addToWindow: (key, member, at) => of(key).addToWindow(key, member, at),
    readWindow: (key, since) => of(key).readWindow(key, since),
    addToSet: (key, member) => of(key).addToSet(key, member),
    removeFromSet: (key, member) => of(key).removeFromSet(key, member),
    readSet: (key) => of(key).readSet(key),
    reserve: (key, holder, amount, limit) => of(key).reserve(key, holder, amount, limit),
    release: (key, holder) => of(key).release(key, holder),
    take(takes) {
      const place = takes[0] ? of(takes[0].key) : passing
      for (const { key } of takes) if (of(key) !== place) throw new Error('what is taken at once must be in one place')
      return place.take(takes)
    },
    publish: (key, message) => of(key).publish(key, message),
    subscribe: (key, hear) => of(key).subscribe(key, hear),
    lock: (key) => of(key).lock(key),
    delete: (key) => of(key).delete(key),
    async *names() {
      yield* lasting.names()
      yield* passing.names()
    },
    async *scan(from = 'lasting') {
      const [place, at] = from.split(/ (.*)/, 2)
      if (place === 'lasting')
        for await (const { names, next } of lasting.scan(at))
          yield { names, next: next === undefined ? 'passing' : `lasting ${next}` }
      for await (const { names, next } of passing.scan(place === 'passing' ? at : undefined))
        yield { names, next: next === undefined ? undefined : `passing ${next}` }
    },
    close: async () => void (await Promise.all([lasting.close(), passing.close()])),
  }
}
