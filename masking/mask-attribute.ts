import { address, addresses, drawing, geometry, keyword, never, reference, stateful, words } from './attribute-kinds.ts'
import { addCounts, type MaskCounts, tally } from './counts.ts'
import { maskCssIn } from './mask-css.ts'
import { maskTextIn, maskWhole, readAtOnce } from './mask-text.ts'
import { maskUrlIn } from './mask-url.ts'
import type { MaskingMode, MaskingPolicy } from './policy.ts'
import { redact } from './redact-text.ts'
import { isSensitiveName } from './secret-names.ts'
import { levelOf, modeIn, type Zone } from './zone.ts'

/**
 * One attribute as it may be recorded; `null`: not at all.
 * What isn't on a list is masked, except in `open`, where detectors read it.
 */
export function maskAttribute(
  tag: string,
  name: string,
  value: string,
  policy: MaskingPolicy,
  zone?: Zone,
  counts: MaskCounts = {},
): string | null {
  return maskAttributeIn(tag.toLowerCase(), name, value, modeIn(policy, zone), counts)
}

export function maskAttributeIn(
  tag: string,
  name: string,
  value: string,
  mode: MaskingMode,
  counts: MaskCounts,
): string | null {
  if (never.test(name)) {
    tally(counts, 'attribute')
    return null
  }
  if (value === '') return ''
  if (/^(?:style|_cssText)$/i.test(name)) return maskCssIn(value, mode, counts)
  if (/^value$/i.test(name)) return maskValueAttribute(tag, value, mode, counts)
  if (words.test(name) && value.length > readAtOnce) return maskWhole(value, 'attribute', counts)
  if (words.test(name)) return maskTextIn(value, mode, counts, 'attribute')
  if (address.test(name) || addresses.test(name)) return maskAddress(tag, name, value, mode, counts)
  return maskOther(tag, name, value, mode, counts)
}

/** What a field holds is masked; what a button says is text; a meter shows a number. */
function maskValueAttribute(tag: string, value: string, mode: MaskingMode, counts: MaskCounts): string {
  if (value.length > readAtOnce) return maskWhole(value, 'input', counts)
  if (tag === 'button') return maskTextIn(value, mode, counts, 'attribute')
  if (mode === 'balanced' && /^(?:li|meter|progress)$/.test(tag) && /^[\d.]{1,8}$/.test(value)) return value
  return mode === 'open' ? redact(value, 'credentials', counts) : maskWhole(value, 'input', counts)
}

const media = /^(?:img|image|feimage|video|audio|source|track|embed|object|input)$/

function maskAddress(tag: string, name: string, value: string, mode: MaskingMode, counts: MaskCounts): string | null {
  if (/^#[\w:.-]{1,100}$/.test(value) && !/^a(?:rea)?$/.test(tag) && redact(value, 'personal', {}) === value)
    return value
  if (mode === 'strict' && (media.test(tag) || addresses.test(name))) {
    tally(counts, 'media')
    return null
  }
  if (address.test(name)) return maskUrlIn(value, mode, counts)
  if (value.length > readAtOnce) {
    tally(counts, 'media')
    return null
  }
  const urls = value.replaceAll(/[^\s,]\S*/g, (part) =>
    /^[\d.]+[wxh],?$/.test(part) ? part : maskUrlIn(part, mode, counts),
  )
  return redact(urls, levelOf(mode), counts)
}

/** Paths, points and transforms: numbers and single letters. */
export const isGeometry = (value: string): boolean =>
  /^[-+\d\s.,()%a-z]*$/i.test(value) &&
  !/[a-z]{3}/i.test(value.replaceAll(/translate|rotate|scale|matrix|skew[XY]/g, ''))

/** Not what authors add by themselves. */
const drawn = /^(?!data-|aria-)[a-z][a-z\d-]*$/i
const loose = /^[\w\s.,:;+*/()%#'-]{1,200}$/
const tight =
  /^(?:[a-z][a-z-]{0,24}|[-+]?[\d.]{1,8}(?:px|r?em|%|pt|v[hw])?|#[\da-f]{3,8}|text\/[a-z]+|url\(#[\w-]+\))$/i
const state =
  /^(?:true|false|mixed|on|off|open|closed|(?:in)?active|(?:un)?checked|indeterminate|selected|disabled|enabled|visible|hidden|show|collapsed|expanded|loading|idle|dark|light|auto|none|horizontal|vertical|top|bottom|left|right|start|center|end|[xsml]{1,2}|small|medium|large|primary|secondary|page|step|polite|assertive|menu|listbox|tree|grid|dialog|ascending|descending|\d)$/
const viewport =
  /^(?:(?:width|height|(?:initial|minimum|maximum)-scale|user-scalable|viewport-fit|interactive-widget)=[a-z\d.-]{1,15}[\s,;]*)+$/

function maskOther(tag: string, name: string, value: string, mode: MaskingMode, counts: MaskCounts): string {
  if (isSensitiveName(name)) return maskWhole(value, 'attribute', counts)
  if (value.length > readAtOnce)
    return drawing.test(tag) && geometry.test(name) && isGeometry(value) ? value : maskWhole(value, 'attribute', counts)
  const found: MaskCounts = {}
  const clean = redact(value, levelOf(mode), found)
  const fits = mode === 'strict' ? tight : loose
  const kept =
    mode === 'open' ||
    reference.test(name) ||
    (keyword.test(name) && fits.test(value)) ||
    (drawing.test(tag) && drawn.test(name) && (fits.test(value) || isGeometry(value))) ||
    (stateful.test(name) && state.test(value)) ||
    (name.startsWith('xmlns') && /^http:\/\/www\.w3\.org\/[\w/]+$/.test(value)) ||
    (name === 'content' && (viewport.test(value) || /^#[\da-f]{3,8}$/i.test(value)))
  if (!kept) return maskWhole(value, 'attribute', counts)
  addCounts(counts, found)
  return clean
}
