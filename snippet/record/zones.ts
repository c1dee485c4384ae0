import { isSecretField, type MaskingPolicy, type Zone } from '@vitrine/masking'
import type { Passwords } from '../capture/passwords.ts'
import { isElement, outerOf } from '../recorder/dom.ts'

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
  /** May a rule apply to this very element? Quick. */
  touches: (element: Element) => boolean
  /** Can a change of this attribute change what applies? */
  dependsOn: (attribute: string) => boolean
  /** Each rule looks at one element alone, not at its surroundings. */
  simple: boolean
  blockSelector: string
  maskSelector: string
  /** What is blocked, masked or ignored. */
  protecting: string
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

function* ancestors(node: Node): Generator<Element> {
  for (let at: Node | null = node; at; at = outerOf(at)) if (isElement(at)) yield at
}

const { matches } = Element.prototype

/** A form may hide its methods behind fields of the same name. */
const isMatch = (element: Element, selector: string): boolean => matches.call(element, selector)

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
  const all = [...zones.map(([, selector]) => selector), ignore].join(',')
  const named = new Set(['class', 'id', 'data-vitrine', 'contenteditable'])
  // Names of drawings have capitals, and selectors may have any.
  for (const [, name] of all.matchAll(/\[\s*([\w-]+)/g)) named.add((name ?? '').toLowerCase())
  return {
    policy,
    own: (element) => zones.find(([, selector]) => isMatch(element, selector))?.[0],
    around(element) {
      const path = [...ancestors(element)]
      return zones.find(([, selector]) => path.some((at) => isMatch(at, selector)))?.[0]
    },
    ignores: (element) => isMatch(element, ignore),
    ignored: (element) => [...ancestors(element)].some((at) => isMatch(at, ignore)),
    isSecret: (field) => passwords.has(field) || isSecretField(attributesOf(field), labelOf(field)),
    touches: (element) => isMatch(element, all),
    dependsOn: (attribute) => named.has(attribute.toLowerCase()),
    simple: ![...policy.block, ...policy.mask, ...policy.unmask, ...policy.ignore].some((one) =>
      /[\s>+~:|\\]/.test(one.trim()),
    ),
    blockSelector: join(policy.block, 'block'),
    maskSelector: join(policy.mask, 'mask'),
    protecting: (['block', 'mask', 'ignore'] as const).map((word) => join(policy[word], word)).join(','),
  }
}
