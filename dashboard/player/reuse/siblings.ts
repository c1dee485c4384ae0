/** Goes through the children of a live node while they are changed: what stays is met in the order of the new page. */
export class Siblings {
  readonly #parent: Node
  readonly #stays: ReadonlySet<Node>
  readonly #isKnown: (node: Node) => boolean
  #next: Node | null

  /** What is not known was never recorded, such as the Replayer's own style sheet: it is passed by. */
  constructor(parent: Node, stays: ReadonlySet<Node>, isKnown: (node: Node) => boolean) {
    this.#parent = parent
    this.#stays = stays
    this.#isKnown = isKnown
    this.#next = this.#known(parent.firstChild)
  }

  /** The next node, if it is one of those that go. */
  get spare(): Node | null {
    return this.#next && !this.#stays.has(this.#next) ? this.#next : null
  }

  take(): void {
    this.#next = this.#known(this.#next?.nextSibling ?? null)
  }

  drop(): void {
    const gone = this.#next
    this.take()
    if (gone) this.#parent.removeChild(gone)
  }

  dropSpares(): void {
    while (this.spare) this.drop()
  }

  /** Brings a node that stays to where the walk is. */
  reach(node: Node): void {
    this.dropSpares()
    if (this.#next === node) this.take()
    else this.#parent.insertBefore(node, this.#next)
  }

  #known(node: Node | null): Node | null {
    let known = node
    while (known && !this.#isKnown(known)) known = known.nextSibling
    return known
  }
}
