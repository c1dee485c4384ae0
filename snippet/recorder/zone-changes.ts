import { modeIn } from '@vitrine/masking'
import { type Context, contextBelow, sameContext } from './context.ts'
import { isElement, outerOf, parentOf } from './dom.ts'
import type { Info } from './nodes.ts'
import type { Recording } from './recording.ts'
import { tagOf } from './serialize.ts'

/** In an unmasked zone, what unmasks it must still hold. */
export function contextNow({ zones }: Recording, element: Element, { inner }: Info): Context {
  if (inner.zone !== 'unmask') return inner
  const zone = zones.around(element)
  return zone === 'unmask' ? inner : { ...inner, zone, mode: modeIn(zones.policy, zone) }
}

/** What holds around a text or comment right now. */
export function contextAround(recording: Recording, node: Node): Context | undefined {
  const parent = parentOf(node)
  const around = parent && recording.nodes.get(parent)
  return around && isElement(parent) ? contextNow(recording, parent, around) : around?.inner
}

type Renew = (element: Element) => void

/** An element for which other rules hold than when it was recorded is recorded anew. */
function review({ nodes, zones }: Recording, element: Element, renew: Renew): void {
  const info = nodes.live(element) ? nodes.get(element) : undefined
  const outer = info && outerOf(element)
  const above = outer && nodes.get(outer)?.inner
  if (!info || !above) return
  if (!sameContext(contextBelow(above, zones, element, tagOf(element)), info.inner)) renew(element)
}

/** After attributes of these have changed that rules depend on, and anything below these roots. */
export function reviewZones(
  recording: Recording,
  suspects: Iterable<Element>,
  roots: Iterable<Node>,
  renew: Renew,
): void {
  const { zones } = recording
  for (const element of suspects) review(recording, element, renew)
  for (const root of roots)
    for (const element of (root as Document).querySelectorAll?.(zones.protecting) ?? [])
      review(recording, element, renew)
}
