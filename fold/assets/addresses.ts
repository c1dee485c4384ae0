import type { RecordedEvent } from '../events.ts'

const inCss = /\burl\(\s*(?:"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'|([^)"'\s][^)]*))\s*\)/gi
const one = /^(?:src|(?:xlink:)?href|poster|background)$/i
const several = /^(?:imagesrcset|srcset)$/i
const candidate = /([^\s,]\S*[^\s,])(?:\s+[^,]+)?(?:,|$)/g

/** The addresses in CSS, in their order, as they are written there. */
export const cssAddresses = (css: string): string[] =>
  /url\(/i.test(css)
    ? Array.from(css.matchAll(inCss), ([, double, single, bare]) => (double ?? single ?? bare ?? '').trim())
    : []

/** The same CSS with other addresses in their places; each is put into quotes when it changes. */
export const mapCssAddresses = (css: string, change: (address: string, place: number) => string): string => {
  let place = 0
  return css.replace(inCss, (whole, double?: string, single?: string, bare?: string) => {
    const address = (double ?? single ?? bare ?? '').trim()
    const next = change(address, place++)
    return next === address ? whole : `url("${next}")`
  })
}

/** The addresses that an attribute of this name names by itself; those inside of CSS are `cssAddresses`. */
export function namedAddresses(name: string, value: string): string[] {
  if (one.test(name)) return [value]
  return several.test(name) ? Array.from(value.matchAll(candidate), ([, address = '']) => address) : []
}

/** Every address at which events may name a picture or a font, as it stands there. Pages nest as they like: no recursion. */
export function addressesIn(events: readonly RecordedEvent[]): Set<string> {
  const found = new Set<string>()
  const waiting: object[] = [...events]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const [key, value] of Object.entries(next)) {
      if (typeof value === 'object' && value !== null) waiting.push(value)
      else if (typeof value === 'string')
        for (const address of [...namedAddresses(key, value), ...cssAddresses(value)]) found.add(address)
    }
  }
  return found
}
