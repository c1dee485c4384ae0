import type { RedactLevel } from '../detectors/detector.ts'
import { isGeometry } from '../mask-attribute.ts'
import { type Redact, redact as standard } from '../redact-text.ts'

/** What runs, loads or hides something. A picture that is only looked at needs none of it. */
const active =
  /<\s*(?:[\w-]+:)?(?:script|foreignobject|iframe|object|embed|audio|video|handler|listener|set|animate\w*)\b|[\s"'/]on[a-z]+\s*=|javascript:|<!entity|<!doctype[^>]*\[|<\?xml-stylesheet|@import|\bxml:base\b/i
const reference = /(?:\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*))|url\(\s*["']?([^"')]*))/gi
const inside = /^\s*(?:#|data:image\/(?:png|jpe?g|gif|webp)[;,]|$)/i
const token = /<[^>]*>|[^<]+/g
const value = /=\s*(?:"([^"]*)"|'([^']*)')/g
const picture = /^\s*data:image\/(?!svg)/i

const plain = (text: string): string =>
  text.replaceAll(/&#(x[\da-f]{1,6}|\d{1,7});/gi, (_, number: string) =>
    String.fromCodePoint(Math.min(Number(`0${number}`.replace(/^0(?=\d)/, '')), 0x10ffff)),
  )

/** What somebody could read in it: texts, names, comments; not its lines and numbers. */
function words(svg: string): string {
  const found: string[] = []
  for (const [part] of svg.matchAll(token)) {
    if (!part.startsWith('<') || part.startsWith('<!')) found.push(part)
    else
      for (const [, double, single] of part.matchAll(value)) {
        const text = double ?? single ?? ''
        if (!isGeometry(text) && !picture.test(text)) found.push(text)
      }
  }
  return found.join('\n')
}

/** Whether an SVG file may be kept as it is: nothing active, nothing from elsewhere, nothing that a detector knows. */
export function isPlainDrawing(file: string, level: RedactLevel, redact: Redact = standard): boolean {
  const svg = plain(file)
  if (active.test(svg) || svg.includes('\0')) return false
  for (const [, ...written] of svg.matchAll(reference))
    if (!inside.test(written.find((address) => address !== undefined) ?? '')) return false
  const readable = words(svg)
  return redact(readable, level, {}) === readable
}
