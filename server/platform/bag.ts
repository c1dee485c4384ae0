/** Something that can be in one bag at a time. */
export type InBag = {
  /** Where it is, or -1; the bag's to write. */
  place: number
}

/**
 * What comes and goes by the thousand a second, in no order. A `Set` leaves a chain of outgrown tables behind, each holding
 * what was in it, so that garbage lives until a full collection.
 */
export class Bag<T extends InBag> {
  readonly #all: T[] = []

  get size(): number {
    return this.#all.length
  }

  add(one: T): void {
    if (one.place < 0) one.place = this.#all.push(one) - 1
  }

  drop(one: T): void {
    const { place } = one
    if (place < 0) return
    one.place = -1
    const last = this.#all.pop()
    if (last === undefined || last === one) return
    this.#all[place] = last
    last.place = place
  }

  /** What `look` drops or adds meanwhile is no matter. */
  each(look: (one: T) => void): void {
    for (let place = this.#all.length - 1; place >= 0; place--) {
      const one = this.#all[place]
      if (one) look(one)
    }
  }
}
