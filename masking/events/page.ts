import { type MaskCounts, tally } from '../counts.ts'
import type { MaskingMode, MaskingPolicy } from '../policy.ts'
import { modeIn, protectiveOf, type Zone } from '../zone.ts'

/** What only the page can answer. `id` is the recorder's number of a node. */
export type MaskerOptions = {
  /** What the policy's selectors say about this very element (not its ancestors). */
  readonly zoneOf?: (id: number) => Zone
  /** Whether the policy's `ignore` selectors match this very element. */
  readonly ignores?: (id: number) => boolean
  /** `secret`: by its present type, autocomplete, name or labels a password, card or CVC field. */
  readonly inputKind?: (id: number) => 'secret' | undefined
  /** Record what is drawn on canvases; never in `strict`. */
  readonly canvas?: boolean
}

/** What must be remembered of a node to judge what happens to it later. */
export type Known = {
  readonly tag: string
  readonly parent: number
  type: string
  /** Its `data-vitrine`. */
  said: string
  rule: Zone
  ignored: boolean
  editable: boolean
  /** Its text isn't what the page shows: offsets into it mean nothing. */
  altered: boolean
}

/** What a node takes over from its ancestors. */
export type Inherited = {
  readonly tag: string
  readonly zone: Zone
  readonly editable: boolean
  readonly ignored: boolean
}

export type Page = {
  readonly policy: MaskingPolicy
  readonly options: MaskerOptions
  readonly counts: MaskCounts
  readonly nodes: Map<number, Known>
  /** Fields that were a password or card field at any time. Never forgotten. */
  readonly secrets: Set<number>
  /** The last recorded state of each field, so that repeated masks don't count keystrokes. */
  readonly inputs: Map<number, string>
  /** Class lists in which nothing was found. */
  readonly clean: Set<string>
  /** Nodes removed since the last sweep. */
  removed: number
}

export const root: Inherited = { tag: '', zone: undefined, editable: false, ignored: false }

/** What holds inside of a node; nothing is known of what hangs below a node that was never seen. */
export function inside(page: Page, id: number): Inherited | undefined {
  const node = page.nodes.get(id)
  return node && below((node.parent ? inside(page, node.parent) : root) ?? hidden, node)
}

const hidden: Inherited = { ...root, zone: 'block' }

export const below = (above: Inherited, { tag, rule, editable, ignored }: Known): Inherited => ({
  tag,
  zone: protectiveOf(above.zone, rule),
  editable: above.editable || editable,
  ignored: above.ignored || ignored,
})

export const modeOf = (page: Page, { zone }: Inherited): MaskingMode => modeIn(page.policy, zone)

/** Once secret, always secret: whatever the page says, a field that was one stays one. */
export function isSecret(page: Page, id: number): boolean {
  if (page.secrets.has(id)) return true
  if (page.options.inputKind?.(id) !== 'secret') return false
  page.secrets.add(id)
  return true
}

/** Leaves something out, and counts it. */
export function drop({ counts }: Page): undefined {
  tally(counts, 'dropped')
  return undefined
}

/** For what has no reader. */
export const unread = (_: unknown, page: Page): undefined => drop(page)

/** Forgets what hung below removed nodes, now and then. */
export function sweep(page: Page): void {
  if (page.removed < 1_000) return
  page.removed = 0
  for (const [id, { parent }] of page.nodes) if (parent && !page.nodes.has(parent)) page.nodes.delete(id)
}
