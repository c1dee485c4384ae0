import { createFold, type RecordedEvent } from '@vitrine/fold'
import type { Described } from './in-page/describe.ts'

type Serialized = {
  type: number
  id: number
  tagName?: string
  attributes?: Record<string, unknown>
  childNodes?: Serialized[]
  textContent?: string
  isShadow?: boolean
}

const isSpecial = (name: string) => /^(?:rr_.*|src|href|value|checked|selected|style)$/.test(name)

function describeNode(node: Serialized, contents: Map<number, Serialized>): Described[] {
  if (node.type === 3) return [node.textContent ?? '']
  if (node.type === 5) return [`<!--${node.textContent ?? ''}-->`]
  if (node.type === 1) return []
  const all = node.childNodes ?? []
  const children = all.filter(({ isShadow }) => !isShadow).flatMap((child) => describeNode(child, contents))
  if (node.type === 0) return [{ tag: '#document', attributes: {}, children }]
  const attributes: Record<string, string> = {}
  for (const [name, value] of Object.entries(node.attributes ?? {}))
    if (!isSpecial(name)) attributes[name] = String(value)
  const shadow = all.filter(({ isShadow }) => isShadow)
  if (shadow.length || (node as { isShadowHost?: boolean }).isShadowHost) {
    const inside = shadow.flatMap((child) => describeNode(child, contents))
    children.push({ tag: '#shadow', attributes: {}, children: inside })
  }
  const content = contents.get(node.id)
  if (content) children.push(...describeNode(content, contents))
  return [{ tag: node.tagName ?? '', attributes, children }]
}

/** The page that these events end with, as the fold sees it. */
export function describeRecording(events: readonly RecordedEvent[]): Described | undefined {
  const fold = createFold()
  for (const event of events) fold.apply(event)
  const snapshot = fold.snapshot()
  const contents = new Map<number, Serialized>()
  for (const { data } of snapshot) {
    const { isAttachIframe, adds } = data as {
      isAttachIframe?: boolean
      adds?: { parentId: number; node: Serialized }[]
    }
    for (const { parentId, node } of (isAttachIframe && adds) || []) contents.set(parentId, node)
  }
  const full = snapshot.find(({ type }) => type === 2)?.data as { node: Serialized } | undefined
  return full && describeNode(full.node, contents)[0]
}
