/** As rrweb writes a recorded value; undefined for an attribute that is not there. */
const written = (value: unknown): string | undefined =>
  value === null || value === undefined ? undefined : value === true ? '' : String(value)

function removeOthers(element: Element, attributes: Record<string, unknown>): void {
  const names = new Set(Object.keys(attributes).flatMap((name) => [name, name.toLowerCase()]))
  for (const name of element.getAttributeNames()) if (!names.has(name)) element.removeAttribute(name)
}

/** Gives an element exactly these attributes, touching those that differ only: a change costs style and layout. */
export function patchAttributes(element: Element, attributes: Record<string, unknown>): void {
  let count = 0
  for (const name in attributes) {
    const value = written(attributes[name])
    if (value === undefined) element.removeAttribute(name)
    if (value === undefined || name === '_cssText' || name.startsWith('rr_')) continue
    count += 1
    if (element.getAttribute(name) === value) continue
    try {
      element.setAttribute(name, value)
    } catch {
      // A name that this element may not have is left out, as rrweb does.
    }
  }
  if (element.attributes.length !== count) removeOthers(element, attributes)
}
