import { namedAddresses } from '@vitrine/fold'
import { isCarried, type Resolve, safeCss } from './css.ts'

export type Attributes = Record<string, unknown>

/** Attributes whose value is an address that a browser may fetch, send to or go to. */
const addresses = new Set(
  `action attributionsrc archive background cite classid codebase code data dynsrc formaction href icon imagesrcset
  longdesc lowsrc manifest object ping poster profile src srcdoc srcset usemap xlink:href xml:base`.split(/\s+/),
)

/** rrweb's own marks that the Replayer acts on without fetching. */
const marks = new Set(
  `rr_width rr_height rr_scrollLeft rr_scrollTop rr_open_mode rr_mediaState rr_mediaCurrentTime rr_mediaPlaybackRate
  rr_mediaMuted rr_mediaLoop rr_mediaVolume`.split(/\s+/),
)

/** Elements that show a picture, or have one behind them. */
const pictures = new Set('img image feimage input video body table td th tr'.split(' '))

const dropped = /^(on|nonce$|integrity$|autofocus$|target$|download$|http-equiv$|sandbox$|allow$|is$)/i
const animated = /^(animate|animatetransform|animatemotion|set)$/
const legalName = /^[^\s"'<>/=]+$/

/** The value an attribute may have, or undefined when it may not be there. Style changes keep their object form. */
function safeValue(tag: string, name: string, value: unknown, resolve: Resolve): unknown {
  if (name === 'rr_dataURL') return typeof value === 'string' && /^data:image\//i.test(value) ? value : undefined
  if (name.startsWith('rr_')) return marks.has(name) && typeof value !== 'object' ? value : undefined
  if (typeof value === 'object' && value !== null) return name === 'style' ? safeStyle(value, resolve) : undefined
  if (typeof value !== 'string') return value
  const lower = name.toLowerCase()
  if (addresses.has(lower)) {
    if ((tag === 'a' || tag === 'area') && lower === 'href') return '#'
    if (lower === 'srcset' || lower === 'srcdoc') return undefined
    if (isCarried(value)) return value
    return pictures.has(tag) ? resolve(value) : undefined
  }
  if (tag === 'meta' && lower === 'content') return undefined
  if (tag === 'link' && lower === 'rel') return undefined
  if (animated.test(tag) && lower === 'attributename' && /href|src|style/i.test(value)) return undefined
  return safeCss(value, resolve)
}

function safeStyle(change: object, resolve: Resolve): Record<string, unknown> {
  const safe: Record<string, unknown> = {}
  for (const [property, value] of Object.entries(change)) {
    if (typeof value === 'string') safe[property] = safeCss(value, resolve)
    else if (Array.isArray(value)) safe[property] = [safeCss(String(value[0]), resolve), String(value[1] ?? '')]
    else safe[property] = false
  }
  return safe
}

/** `null` stands for an attribute that is taken away, as in rrweb. */
export function safeAttributes(tag: string, attributes: Attributes, resolve: Resolve): Attributes {
  const safe: Attributes = {}
  for (const [name, value] of Object.entries(attributes)) {
    if (name === '__proto__' || dropped.test(name) || !legalName.test(name)) continue
    const kept = safeValue(tag, name, value, resolve)
    if (kept !== undefined) safe[name] = kept
  }
  return withCandidate(tag, attributes.srcset, safe, resolve)
}

/** Of several pictures the one that was loaded was sent along: it is shown whatever the screen here would choose. */
function withCandidate(tag: string, srcset: unknown, safe: Attributes, resolve: Resolve): Attributes {
  if (typeof srcset !== 'string' || (tag !== 'img' && tag !== 'source')) return safe
  const sent = namedAddresses('srcset', srcset)
    .map(resolve)
    .find((place) => place !== undefined)
  if (!sent) return safe
  return tag === 'source' ? { ...safe, srcset: sent } : { ...safe, src: safe.src ?? sent }
}
