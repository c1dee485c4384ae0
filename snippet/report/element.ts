type Attributes = Record<string, string | boolean>

/** An element with attributes and children; `true` is an attribute without value, `false` none. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(key, value === true ? '' : value)
  }
  made.append(...children)
  return made
}

const namespace = 'http://www.w3.org/2000/svg'

/** A line drawing of 24 × 24. */
export function drawing(path: string): SVGElement {
  const image = document.createElementNS(namespace, 'svg')
  const line = document.createElementNS(namespace, 'path')
  line.setAttribute('d', path)
  image.setAttribute('viewBox', '0 0 24 24')
  image.setAttribute('aria-hidden', 'true')
  image.append(line)
  return image
}
