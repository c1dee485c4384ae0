import { createFold, type RecordedEvent } from '../../fold/index.ts'

/** What a page shows, short enough to compare: how many elements, and where the circles are. */
export interface State {
  elements: number
  circles: string
}

/** Elements that show nothing are nobody's business; the snippet's own is a child of the body without content. */
const silent = ['SCRIPT', 'NOSCRIPT', 'STYLE', 'LINK', 'TEMPLATE']

/** Runs in the page. */
export function stateOfPage(silent: readonly string[]): State {
  const elements = [...document.body.querySelectorAll('*')].filter(
    (one) => !silent.includes(one.tagName) && !one.shadowRoot,
  )
  const circles = [...document.querySelectorAll('circle')].map(
    (one) => `${one.getAttribute('cx')},${one.getAttribute('cy')}`,
  )
  return { elements: elements.length, circles: circles.join(' ') }
}

type Node = {
  tagName?: string
  attributes?: Record<string, unknown>
  childNodes?: Node[]
  isShadowHost?: boolean
  needBlock?: boolean
}

/** The same from what was recorded; `undefined` when it cannot be shown. */
export function stateOfEvents(events: readonly RecordedEvent[]): State | undefined {
  const fold = createFold()
  for (const event of events) fold.apply(event)
  if (!fold.ready) return undefined
  const whole = fold.snapshot().find(({ type }) => type === 2)?.data as { node: Node }
  const found: Node[] = []
  const visit = (node: Node, inBody: boolean) => {
    if (inBody && node.tagName && !silent.includes(node.tagName.toUpperCase()) && !node.attributes?.['rr_width'])
      found.push(node)
    for (const child of node.childNodes ?? []) visit(child, inBody || node.tagName === 'body')
  }
  visit(whole.node, false)
  const circles = found.filter(({ tagName }) => tagName === 'circle')
  return {
    elements: found.length,
    circles: circles.map(({ attributes }) => `${attributes?.['cx']},${attributes?.['cy']}`).join(' '),
  }
}

export const silentElements: readonly string[] = silent
