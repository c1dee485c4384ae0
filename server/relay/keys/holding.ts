import type { Ephemeral, Take } from '../../platform/ephemeral/port.ts'
import type { Meter } from './meters.ts'

/** What a machine holds lapses this long after it was last heard of. */
export const lapseMs = 30_000

type Holding = { readonly key: Meter['key']; amount: number; requests: number; asking: number }

/** What this node's requests hold while they are under way: their places, and what they may cost at most. */
export class Holdings {
  readonly #node: string
  readonly #all = new Map<string, Holding>()

  constructor(node: string) {
    this.#node = node
  }

  /** Before it is asked for, so that saying what is held never leaves out what is just being taken. */
  add({ key }: Meter, amount: number): void {
    const found = this.#all.get(key.name) ?? { key, amount: 0, requests: 0, asking: 0 }
    found.amount += amount
    found.requests++
    found.asking++
    this.#all.set(key.name, found)
  }

  answered({ key }: Meter): void {
    const found = this.#all.get(key.name)
    if (found) found.asking--
  }

  drop({ key }: Meter, amount: number): void {
    const found = this.#all.get(key.name)
    if (!found) return
    found.amount -= amount
    if (--found.requests === 0) this.#all.delete(key.name)
  }

  /** Says again what is held. After an outage that was long enough to lapse, it stands there anew. */
  async sayAgain(ephemeral: Ephemeral, now: number): Promise<void> {
    const until = now + lapseMs
    const takes = [...this.#all.values()].map(
      ({ key, amount, asking }): Take =>
        asking > 0
          ? { key, holder: this.#node, amount: 0, until }
          : { key, holder: this.#node, amount, until, how: 'replace' },
    )
    for (let place = 0; place < takes.length; place += 200) await ephemeral.take(takes.slice(place, place + 200))
  }

  async giveBack(ephemeral: Ephemeral, now: number): Promise<void> {
    const until = now + lapseMs
    const takes = [...this.#all.values()].map(
      ({ key }): Take => ({ key, holder: this.#node, amount: 0, until, how: 'replace' }),
    )
    for (let place = 0; place < takes.length; place += 200) await ephemeral.take(takes.slice(place, place + 200))
  }
}
