/** Holds so many at most: what comes when it is full takes the place of the oldest, which is counted. */
export class Ring<T> {
  readonly #places: (T | undefined)[]
  #first = 0
  #length = 0
  #dropped = 0

  constructor(size: number) {
    this.#places = Array.from({ length: size })
  }

  get length(): number {
    return this.#length
  }

  /** How many had to go since the beginning. */
  get dropped(): number {
    return this.#dropped
  }

  push(item: T): void {
    const size = this.#places.length
    this.#places[(this.#first + this.#length) % size] = item
    if (this.#length < size) this.#length++
    else {
      this.#first = (this.#first + 1) % size
      this.#dropped++
    }
  }

  /** Takes the oldest out, so many at most. */
  take(most: number): T[] {
    const taken: T[] = []
    while (taken.length < most && this.#length > 0) {
      taken.push(this.#places[this.#first] as T)
      this.#places[this.#first] = undefined
      this.#first = (this.#first + 1) % this.#places.length
      this.#length--
    }
    return taken
  }
}
