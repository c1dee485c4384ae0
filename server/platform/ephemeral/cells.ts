export type Cell = { readonly value: string; readonly score: number; readonly expiresAt: number }
type Members = { readonly cells: Map<string, Cell>; expiresAt: number }

/** Lapsed keys looked for with each new one: more than one, so that the map shrinks however fast it grows. */
const checksPerKey = 4
/** And one with so many writes to those that are there. */
const writesPerCheck = 16
/** A set grows by this many before its own lapsed members are looked for. */
const growth = 64

/** Key → member → cell, as the table `ephemeral_entries` has it. A lapsed cell is never seen again. */
export class Cells {
  readonly #keys = new Map<string, Members>()
  readonly #now: () => number
  #round = this.#keys.entries()
  #scan: { readonly id: string; readonly round: MapIterator<string> } | undefined
  #scans = 0
  #writes = 0

  constructor(now: () => number) {
    this.#now = now
  }

  /** Keys held, lapsed ones that were not yet noticed included. */
  get size(): number {
    return this.#keys.size
  }

  read(key: string, member = ''): Cell | undefined {
    const cell = this.#keys.get(key)?.cells.get(member)
    return cell && cell.expiresAt > this.#now() ? cell : undefined
  }

  write(key: string, member: string, cell: Cell): void {
    if (++this.#writes % writesPerCheck === 0) this.#removeLapsed()
    const found = this.#keys.get(key) ?? this.#begin(key)
    const before = found.cells.size
    found.cells.set(member, cell)
    found.expiresAt = Math.max(found.expiresAt, cell.expiresAt)
    if (found.cells.size > before && found.cells.size % growth === 0) this.members(key)
  }

  remove(key: string, member: string): void {
    const found = this.#keys.get(key)
    if (found?.cells.delete(member) && found.cells.size === 0) this.#keys.delete(key)
  }

  removeKey(key: string): void {
    this.#keys.delete(key)
  }

  /** Live members; the lapsed ones are dropped. */
  members(key: string): [string, Cell][] {
    const all = [...(this.#keys.get(key)?.cells ?? [])]
    for (const [member, cell] of all) if (cell.expiresAt <= this.#now()) this.remove(key, member)
    return all.filter(([, cell]) => cell.expiresAt > this.#now())
  }

  /** What the live members score together; the lapsed ones are dropped. */
  sum(key: string): number {
    const cells = this.#keys.get(key)?.cells
    if (!cells) return 0
    const now = this.#now()
    let sum = 0
    for (const [member, cell] of cells)
      if (cell.expiresAt > now) sum += cell.score
      else cells.delete(member)
    return sum
  }

  names(): string[] {
    return [...this.#keys.keys()].filter((key) => this.members(key).length > 0)
  }

  /** The next names of a scan; `from` is what the last page answered as `next`. */
  page(from: string | undefined, count: number): { names: string[]; next: string | undefined } {
    const round = (from !== undefined && this.#scan?.id === from && this.#scan.round) || this.#keys.keys()
    const names = [...take(round, count)]
    const next = names.length < count ? undefined : `memory-${++this.#scans}`
    this.#scan = next === undefined ? undefined : { id: next, round }
    return { names, next }
  }

  #begin(key: string): Members {
    for (let checks = 0; checks < checksPerKey; checks++) this.#removeLapsed()
    const fresh = { cells: new Map<string, Cell>(), expiresAt: 0 }
    this.#keys.set(key, fresh)
    return fresh
  }

  /** Looks at the next key of an endless round. */
  #removeLapsed(): void {
    const next = this.#round.next()
    if (next.done) this.#round = this.#keys.entries()
    else if (next.value[1].expiresAt <= this.#now()) this.#keys.delete(next.value[0])
  }
}

/** Unlike a loop that is left early, it does not end the iterator. */
function* take<T>(round: Iterator<T>, count: number): Generator<T> {
  for (let taken = 0; taken < count; taken++) {
    const { done, value } = round.next()
    if (done) return
    yield value
  }
}
