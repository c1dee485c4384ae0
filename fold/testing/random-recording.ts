import * as fc from 'fast-check'
import type { Add, RecordedEvent, SerializedNode } from '../events.ts'

/** One random decision: which kind of change, and numbers that pick its nodes among those alive. */
type Choice = [kind: number, a: number, b: number, c: number]

export interface RandomRecording {
  events: RecordedEvent[]
  /** The page after them all, by a model that knows nothing of the fold. */
  tree: SerializedNode
}

const choices = fc.array(fc.tuple(fc.nat(15), fc.nat(1000), fc.nat(1000), fc.nat(1000)), { maxLength: 60 })

/** A legal recording of random changes, with the page they must lead to. */
export const randomRecording: fc.Arbitrary<RandomRecording> = choices.map((list) => {
  const model = new Model()
  for (const choice of list) model.change(choice)
  return { events: model.events, tree: model.tree }
})

const children = (node: SerializedNode) => node.childNodes ?? []

/** Plain nested arrays, searched from the top each time: slow, and too simple to be wrong in the fold's ways. */
class Model {
  events: RecordedEvent[] = []
  tree: SerializedNode
  nextNode = 100
  now = 1_000

  constructor() {
    const body = { type: 2, id: 4, tagName: 'body', attributes: {}, childNodes: [] }
    const html = { type: 2, id: 3, tagName: 'html', attributes: {}, childNodes: [body] }
    this.tree = { type: 0, id: 1, childNodes: [{ type: 1, id: 2, name: 'html' }, html] }
    this.emit(4, { href: 'https://shop.example/', width: 800, height: 600 })
    this.emit(2, { node: structuredClone(this.tree), initialOffset: { left: 0, top: 0 } })
  }

  emit(type: number, data: object) {
    this.events.push({ type, timestamp: this.now++, data })
  }

  mutate(change: { adds?: Add[]; removes?: object[]; texts?: object[]; attributes?: object[] }) {
    this.emit(3, { source: 0, adds: [], removes: [], texts: [], attributes: [], ...change })
  }

  all(node = this.tree, found: SerializedNode[] = []): SerializedNode[] {
    found.push(node)
    for (const child of children(node)) this.all(child, found)
    return found
  }

  parentOf = (node: SerializedNode) => this.all().find((parent) => children(parent).includes(node)) as SerializedNode
  pick = (list: SerializedNode[], at: number) => list[at % list.length] as SerializedNode
  elements = () => this.all().filter(({ type, id }) => type === 2 && id > 3)
  movable = () => this.all().filter(({ id }) => id >= 100)

  create(a: number): SerializedNode {
    const id = this.nextNode++
    if (a % 3 === 0) return { type: 3, id, textContent: `text ${a}` }
    return { type: 2, id, tagName: a % 2 ? 'div' : 'p', attributes: { title: `t${a}` }, childNodes: [] }
  }

  /** Additions for a subtree: as recorders send them, last child first, or in document order, which has to be queued. */
  addsOf(parent: SerializedNode, node: SerializedNode, shuffle: number): Add[] {
    const adds: Add[] = []
    const visit = (parent: SerializedNode, node: SerializedNode) => {
      const siblings = children(parent)
      const next = siblings.slice(siblings.indexOf(node) + 1).find(({ isShadow }) => isShadow === node.isShadow)
      const alone = node.type === 2 ? { ...node, childNodes: [] } : { ...node }
      adds.push({ parentId: parent.id, nextId: next?.id ?? null, node: alone })
      for (const child of shuffle % 2 ? children(node) : children(node).toReversed()) visit(node, child)
    }
    visit(parent, node)
    return adds
  }

  insert(parent: SerializedNode, node: SerializedNode, at: number) {
    const light = children(parent).filter(({ isShadow }) => !isShadow).length
    children(parent).splice(at % (light + 1), 0, node)
  }

  change([kind, a, b, c]: Choice) {
    const node = this.pick(this.elements(), a)
    if (kind < 5) return this.add(node, b, c)
    if (kind < 9) return this.moveOrRemove(kind, a, b, c)
    if (kind === 9) return this.setText(a, b)
    if (kind === 10) return this.setAttribute(node, b)
    if (kind === 11) return this.addShadow(node, b)
    return this.state(kind, node, b, c)
  }

  add(parent: SerializedNode, b: number, c: number) {
    const node = this.create(b)
    if (node.childNodes && c % 3 === 0) node.childNodes.push(this.create(b + 1), this.create(b + 2))
    this.insert(parent, node, c)
    this.mutate({ adds: this.addsOf(parent, node, c) })
  }

  addShadow(host: SerializedNode, b: number) {
    if (host.id === 4 || host.isShadowHost) return
    const node: SerializedNode = { ...this.create(b), isShadow: true }
    host.isShadowHost = true
    children(host).push(node)
    this.mutate({ adds: [{ parentId: host.id, nextId: null, node: structuredClone(node) }] })
  }

  moveOrRemove(kind: number, a: number, b: number, c: number) {
    const movable = this.movable().filter(({ isShadow }) => !isShadow)
    if (!movable.length) return
    const node = this.pick(movable, a)
    const from = this.parentOf(node)
    children(from).splice(children(from).indexOf(node), 1)
    const removes = [{ parentId: from.id, id: node.id }]
    if (kind === 5) return this.mutate({ removes })
    const to = this.pick(this.elements(), b)
    this.insert(to, node, c)
    this.mutate({ removes, adds: this.addsOf(to, node, c) })
  }

  setText(a: number, b: number) {
    const texts = this.all().filter(({ type }) => type === 3)
    if (!texts.length) return
    const node = this.pick(texts, a)
    node.textContent = `changed ${b}`
    this.mutate({ texts: [{ id: node.id, value: node.textContent }] })
  }

  setAttribute(node: SerializedNode, b: number) {
    const name = b % 2 ? 'title' : 'class'
    if (b % 3) node.attributes = { ...node.attributes, [name]: `v${b}` }
    else delete node.attributes?.[name]
    this.mutate({ attributes: [{ id: node.id, attributes: { [name]: b % 3 ? `v${b}` : null } }] })
  }

  /** Everything that is not markup: the tree must stay as it is. */
  state(kind: number, { id }: SerializedNode, b: number, c: number) {
    const positions = [{ x: b, y: c, id, timeOffset: 0 }]
    const states: object[] = [
      { source: 1, positions },
      { source: 3, id, x: b, y: c },
      { source: 4, width: 400 + b, height: 300 + c },
      { source: 5, id, text: `typed ${b}`, isChecked: b % 2 === 0 },
      { source: 14, ranges: [{ start: id, startOffset: 0, end: id, endOffset: 0 }] },
      { source: 15, id: 1, styleIds: [b % 3], styles: [{ styleId: b % 3, rules: [{ rule: `p { left: ${c}px }` }] }] },
      { source: 8, styleId: b % 3, adds: [{ rule: `.x { top: ${c}px }`, index: 0 }] },
      { source: 13, styleId: b % 3, index: [0], set: { property: 'left', value: `${c}px` } },
      { source: 2, type: [5, 6, 2, 7, 9][b % 5], id, x: b, y: c },
      { source: 10, family: `f${b % 2}`, fontSource: 'url(x)', buffer: false },
      { source: 9, id, type: 0, commands: [{ property: 'fillRect', args: [b, c, 1, 1] }] },
      { source: 8, styleId: b % 3, replaceSync: `a{b:c} @media print{i{d:${c}}}` },
    ]
    this.emit(3, states[(kind + b) % states.length] as object)
  }
}
