import type { RecordedEvent } from '../../fold/index.ts'

type Node = Record<string, unknown>

/** The same numbers each time, so that runs can be compared. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    const mixed = Math.imul(state ^ (state >>> 12), 0x297a2d39)
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below
  }
}

const words =
  'order invoice shipped pending refund basket customer address delivery parcel warehouse express standard'.split(' ')
const rows = 420

/** A busy back office: a table of orders that never rests, under a style sheet of ordinary size. */
class Office {
  pick = random(7)
  nextId = 10
  /** Row id to the ids of its texts, in the order of the page. */
  live = new Map<number, number[]>()
  order: number[] = []

  phrase = (length: number) => Array.from({ length }, () => words[this.pick(words.length)]).join(' ')

  text = (textContent: string): Node => ({ type: 3, id: this.nextId++, textContent })
  tag = (tagName: string, attributes: Node, childNodes: Node[] = []): Node => ({
    type: 2,
    id: this.nextId++,
    tagName,
    attributes,
    childNodes,
  })

  row(): Node {
    const texts = [this.phrase(2), `#${this.pick(99_999)}`, this.phrase(3), `${this.pick(900)}.00`, this.phrase(1)].map(
      this.text,
    )
    const cells = texts.map((text, i) => this.tag('td', { class: `cell cell-${i}` }, [text]))
    const mark = this.tag('span', { class: `mark mark-${this.pick(5)}`, style: 'width: 10px;' })
    const row = this.tag('tr', { class: 'row', 'data-order': String(this.pick(99_999)) }, [
      ...cells,
      this.tag('td', {}, [mark]),
    ])
    this.live.set(
      row.id as number,
      texts.map(({ id }) => id as number),
    )
    return row
  }

  css = () =>
    Array.from(
      { length: 900 },
      (_, i) =>
        `.rule-${i} > .cell:hover { color: rgb(${i % 255}, 20, 40); padding: ${i % 9}px; border-radius: 4px; margin: 0 ${i % 5}px }`,
    ).join('\n')

  page(): Node {
    const table = Array.from({ length: rows }, () => this.row())
    this.order = table.map(({ id }) => id as number)
    const css = this.tag('style', { _cssText: this.css() }, [{ ...this.text(''), isStyle: true }])
    const search = { type: 2, id: 4, tagName: 'input', attributes: { value: '' }, childNodes: [] }
    const body = this.tag('body', {}, [
      this.tag('header', {}, [search, this.tag('h1', {}, [this.text('Orders')])]),
      {
        type: 2,
        id: 6,
        tagName: 'div',
        attributes: { style: 'height: 500px; overflow: auto;' },
        childNodes: [this.tag('table', {}, [{ type: 2, id: 5, tagName: 'tbody', attributes: {}, childNodes: table }])],
      },
    ])
    const html = {
      type: 2,
      id: 3,
      tagName: 'html',
      attributes: { lang: 'en' },
      childNodes: [this.tag('head', {}, [css]), body],
    }
    return { type: 0, id: 1, childNodes: [{ type: 1, id: 2, name: 'html', publicId: '', systemId: '' }, html] }
  }

  adds(row: Node, nextId: number | null): Node[] {
    const adds: Node[] = []
    const visit = (node: Node, parentId: unknown, nextId: unknown) => {
      adds.push({ parentId, nextId, node: { ...node, ...(node.childNodes ? { childNodes: [] } : {}) } })
      const children = (node.childNodes ?? []) as Node[]
      for (const [i, child] of [...children.entries()].toReversed()) visit(child, node.id, children[i + 1]?.id ?? null)
    }
    visit(row, 5, nextId)
    return adds
  }

  replaceRow(): Node {
    const at = this.pick(this.order.length)
    const [gone] = this.order.splice(at, 1) as [number]
    this.live.delete(gone)
    const row = this.row()
    const to = this.pick(this.order.length + 1)
    const nextId = this.order[to] ?? null
    this.order.splice(to, 0, row.id as number)
    return { source: 0, texts: [], attributes: [], removes: [{ parentId: 5, id: gone }], adds: this.adds(row, nextId) }
  }

  tick(): Node {
    const texts = []
    const attributes = []
    for (let i = 0; i < 4; i++) {
      const row = this.order[this.pick(this.order.length)] ?? 0
      const ids = this.live.get(row) as number[]
      texts.push({ id: ids[this.pick(ids.length)], value: this.phrase(2) })
      attributes.push({
        id: row,
        attributes: { class: `row row-${this.pick(9)}`, 'data-seen': String(this.pick(99_999)) },
      })
    }
    const style = { width: [`${this.pick(90)}px`, ''] }
    attributes.push({ id: this.order[this.pick(this.order.length)], attributes: { style } })
    return { source: 0, texts, attributes, removes: [], adds: [] }
  }

  person(): Node {
    const id = this.order[this.pick(this.order.length)]
    const kind = this.pick(10)
    const at = (i: number) => ({ x: this.pick(1200), y: this.pick(700), id, timeOffset: -50 * (4 - i) })
    if (kind < 7) return { source: 1, positions: [0, 1, 2, 3, 4].map(at) }
    if (kind === 7) return { source: 3, id: 6, x: 0, y: this.pick(5_000) }
    if (kind === 8) return { source: 5, id: 4, text: this.phrase(1), isChecked: false }
    return { source: 2, type: this.pick(3), id, x: this.pick(1200), y: this.pick(700) }
  }

  change = () => {
    const kind = this.pick(100)
    return kind < 52 ? this.tick() : kind < 62 ? this.replaceRow() : this.person()
  }
}

/** 60 minutes, 200,000 events, more than 5,000 nodes alive at any time, some 85 % of the bytes mutations. */
export function syntheticRecording(count = 200_000, durationMs = 3_600_000): RecordedEvent[] {
  const office = new Office()
  const start = 1_700_000_000_000
  const events: RecordedEvent[] = [
    { type: 4, timestamp: start, data: { href: 'https://office.example/orders', width: 1280, height: 720 } },
    { type: 2, timestamp: start, data: { node: office.page(), initialOffset: { left: 0, top: 0 } } },
  ]
  for (let i = events.length; i < count; i++) {
    events.push({ type: 3, timestamp: start + Math.round((i / count) * durationMs), data: office.change() })
  }
  return events
}
