import { isSecretField, type MaskingPolicy, type Zone } from '@vitrine/masking'
import type { Passwords } from '../capture/passwords.ts'

/** What the page itself says about its elements: selectors of the policy, `data-vitrine`, kinds of fields. */
export type Zones = {
  /** The rules that can be applied: the policy, or the strictest where a protecting selector can't be understood. */
  policy: MaskingPolicy
  /** Of this very element. */
  own: (element: Element) => Zone
  /** Of an element with all that surrounds it, across shadow roots and same-origin frames. */
  around: (element: Element) => Zone
  ignores: (element: Element) => boolean
  /** Inside of something that is ignored. */
  ignored: (element: Element) => boolean
  isSecret: (field: Element) => boolean
  /** Everything that is blocked, as one selector for the recorder. */
  blockSelector: string
  maskSelector: string
  ignoreSelector: string
}

function understood(selector: string): boolean {
  try {
    document.createDocumentFragment().querySelector(selector)
    return true
  } catch {
    return false
  }
}

/** A rule that should protect but can't be read must not leave things bare. */
function applicable(policy: MaskingPolicy): MaskingPolicy {
  const { block, mask, ignore } = policy
  const lists = { ...policy, unmask: policy.unmask.filter(understood) }
  if ([...block, ...mask, ...ignore].every(understood)) return lists
  const readable = { block: block.filter(understood), mask: mask.filter(understood), ignore: ignore.filter(understood) }
  return { ...lists, ...readable, mode: 'strict', unmask: [] }
}

const join = (selectors: string[], word: string): string => [...selectors, `[data-vitrine~=${word}]`].join(',')

/** The parent, the host of a shadow root, or the frame of a document. */
function outer(node: Node): Node | null {
  if (node.parentNode) return node.parentNode
  if ('host' in node) return node.host as Node
  try {
    return node.ownerDocument ? null : ((node as Document).defaultView?.frameElement ?? null)
  } catch {
    return null
  }
}

function* ancestors(node: Node): Generator<Element> {
  for (let at: Node | null = node; at; at = outer(at)) if (at.nodeType === Node.ELEMENT_NODE) yield at as Element
}

const attributesOf = (element: Element): Record<string, string> =>
  Object.fromEntries(Array.from(element.attributes, ({ name, value }) => [name, value]))

const labelOf = (field: Element): string =>
  Array.from((field as Partial<HTMLInputElement>).labels ?? [], (label) => label.textContent)
    .join(' ')
    .slice(0, 200)

export function createZones(given: MaskingPolicy, passwords: Passwords): Zones {
  const policy = applicable(given)
  const zones = (['block', 'mask', 'unmask'] as const).map((zone) => [zone, join(policy[zone], zone)] as const)
  const ignore = join(policy.ignore, 'ignore')
  return {
    policy,
    own: (element) => zones.find(([, selector]) => element.matches(selector))?.[0],
    around(element) {
      const path = [...ancestors(element)]
      return zones.find(([, selector]) => path.some((at) => at.matches(selector)))?.[0]
    },
    ignores: (element) => element.matches(ignore),
    ignored: (element) => [...ancestors(element)].some((at) => at.matches(ignore)),
    isSecret: (field) => passwords.has(field) || isSecretField(attributesOf(field), labelOf(field)),
    blockSelector: join(policy.block, 'block'),
    maskSelector: join(policy.mask, 'mask'),
    ignoreSelector: `:is(${ignore}),:is(${ignore}) *`,
  }
}
