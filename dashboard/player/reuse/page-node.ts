import type { Replayer } from '@rrweb/replay'

/** rrweb's list of which node has which id, and as what it was recorded. */
export type Mirror = ReturnType<Replayer['getMirror']>

/** A sanitized node of a snapshot. */
export interface PageNode {
  readonly id: number
  readonly type: number
  readonly tagName?: string
  readonly attributes?: Record<string, unknown>
  readonly childNodes?: readonly PageNode[]
  readonly textContent?: string
  readonly isSVG?: boolean
  readonly isShadow?: boolean
  readonly isShadowHost?: boolean
  readonly isCustom?: boolean
  readonly compatMode?: string
}

export const types = { document: 0, doctype: 1, element: 2, text: 3, comment: 5 } as const

export const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE

export const recordedAs = (node: Node, mirror: Mirror) => mirror.getMeta(node) as PageNode | null

/** A link whose rules were recorded is shown as a style element. */
export const isStyle = ({ tagName, attributes }: PageNode): boolean =>
  tagName === 'style' || (tagName === 'link' && typeof attributes?._cssText === 'string')

/** The text that a style element was recorded with. */
export const cssOf = ({ attributes, childNodes = [] }: PageNode): string =>
  typeof attributes?._cssText === 'string'
    ? attributes._cssText
    : childNodes.map(({ textContent }) => textContent ?? '').join('')
