/** What rrweb records, as far as the fold reads it. Recordings come from outside: every field may lie. */
export interface RecordedEvent {
  type: number
  /** Milliseconds since the epoch. */
  timestamp: number
  data?: unknown
}

export const kinds = { full: 2, incremental: 3, meta: 4 } as const

export const sources = {
  mutation: 0,
  mouseMove: 1,
  mouseInteraction: 2,
  scroll: 3,
  viewportResize: 4,
  input: 5,
  touchMove: 6,
  media: 7,
  styleSheetRule: 8,
  canvas: 9,
  font: 10,
  drag: 12,
  styleDeclaration: 13,
  selection: 14,
  adoptedStyleSheet: 15,
} as const

export const interactions = {
  mouseUp: 0,
  mouseDown: 1,
  click: 2,
  focus: 5,
  blur: 6,
  touchStart: 7,
  touchEnd: 9,
  touchCancel: 10,
} as const

export const mediaActions = { play: 0, pause: 1 } as const

export const nodeTypes = { document: 0, doctype: 1, element: 2, text: 3, cdata: 4, comment: 5 } as const

export type AttributeValue = string | number | boolean | null
export type Attributes = Record<string, AttributeValue>

/** What never changes about a node while it lives: type, tag, name, rootId, SVG and shadow marks. */
export interface NodeFacts {
  id: number
  type: number
  tagName?: string
  rootId?: number
  isShadow?: boolean
  isShadowHost?: boolean
  isStyle?: boolean
  isSVG?: boolean
  compatMode?: string
  name?: string
}

export interface SerializedNode extends NodeFacts {
  attributes?: Attributes
  childNodes?: SerializedNode[]
  textContent?: string
}

export interface Add {
  parentId: number
  previousId?: number | null
  nextId?: number | null
  node: SerializedNode
}

export type StyleChange = Record<string, string | false | [string, string]>

export interface Mutation {
  adds?: Add[]
  removes?: { parentId: number; id: number; isShadow?: boolean }[]
  texts?: { id: number; value: string | null }[]
  attributes?: { id: number; attributes: Record<string, AttributeValue | StyleChange> }[]
  isAttachIframe?: boolean
}

export interface AddedRule {
  rule: string
  index?: number | number[]
}

export interface SheetChange {
  id?: number
  styleId?: number
  adds?: AddedRule[]
  removes?: { index: number | number[] }[]
  replace?: string
  replaceSync?: string
}

export interface DeclarationChange {
  id?: number
  styleId?: number
  index: number[]
  set?: { property: string; value: string | null; priority?: string }
  remove?: { property: string }
}

export interface Adoption {
  id: number
  styleIds: number[]
  styles?: { styleId: number; rules: AddedRule[] }[]
}

export interface Position {
  x: number
  y: number
  id: number
}

export interface MediaChange {
  id: number
  type: number
  currentTime?: number
  volume?: number
  muted?: boolean
  loop?: boolean
  playbackRate?: number
}

export interface CanvasCommand {
  property: string
  args: unknown[]
}

export interface CanvasChange {
  id: number
  type: number
  commands?: CanvasCommand[]
}

export interface InputValue {
  text: string
  isChecked: boolean
}

/** An event of this module's own making: the state of a page at `timestamp`. */
export function event(type: number, timestamp: number, data: object): RecordedEvent {
  return { type, timestamp, data }
}

export function incremental(source: number, timestamp: number, data: object): RecordedEvent {
  return { type: kinds.incremental, timestamp, data: { source, ...data } }
}
