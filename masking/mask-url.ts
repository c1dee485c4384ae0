import { type MaskCounts, tally } from './counts.ts'
import { readAtOnce } from './mask-text.ts'
import type { MaskingMode, MaskingPolicy } from './policy.ts'
import { redact } from './redact-text.ts'
import { isSensitiveName } from './secret-names.ts'
import { levelOf } from './zone.ts'

/** Like `MASK`, of characters that URLs keep as they are. */
export const URL_MASK = '*****'

/** Origin and path stay readable; values in query and fragment don't, nor what looks like a token or a person. */
export function maskUrl(url: string, policy: MaskingPolicy, counts: MaskCounts = {}): string {
  return maskUrlIn(url, policy.mode, counts)
}

/** Drawings within addresses are longer than other values, and there are few of them. */
const readDrawing = 40_000

const parts = /^([a-z][a-z0-9+.-]*:)?((?:\\?[/\\]){2}[^/?#\\]*)?([^?#]*)(\?[^#]*)?(#[^]*)?$/i
const withPath = /^(?:https?|wss?|ftp|[\w-]+-extension|webpack(?:-internal)?|node):$/i

export function maskUrlIn(address: string, mode: MaskingMode, counts: MaskCounts): string {
  const url = address.trim()
  const [, scheme = '', host = '', path = '', query = '', fragment = ''] = parts.exec(url) ?? []
  if (scheme && !withPath.test(scheme)) return maskOpaque(url, scheme.toLowerCase(), mode, counts)
  if (url.length > readAtOnce) return `${scheme}${hide(url.slice(scheme.length), counts)}`
  const at = host.lastIndexOf('@') + 1
  if (at) tally(counts, 'login')
  const origin = scheme + (at ? `//${host.slice(at)}` : host)
  return origin + maskPath(path, mode, counts) + maskQuery(query, mode, counts) + maskFragment(fragment, mode, counts)
}

function hide(value: string, counts: MaskCounts): string {
  if (value === '' || value === URL_MASK) return value
  tally(counts, 'url')
  return URL_MASK
}

function isFlagged(value: string, mode: MaskingMode, most = readAtOnce): boolean {
  if (value.length > most) return true
  const plain = decode(value)
  return redact(plain, levelOf(mode), {}) !== plain
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '))
  } catch {
    return value
  }
}

/** Random-looking: reset links, signed paths, session ids. Names of built files have an ending and stay. */
const token = /^(?=[^.]{24,}$)(?:[\da-f]{32,}|(?=\D*\d)(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])[\w~-]+=*)$/
const opening = /^(?:reset|token|invite|verify|confirm|magic|unsubscribe|password|activate|session|auth|share|recover)/i
/** Words that a path may show in any mode. */
const ordinary =
  /^(?:\.{1,2}|v?\d|api|rest|graphql|app|admin|auth|log(?:in|out)|sign-?(?:in|up|out)|register|account|profile|settings|users?|orders?|products?|items?|cart|checkout|payments?|search|categor(?:y|ies)|pages?|blog|posts?|help|support|contact|about|static|assets|public|images?|img|css|js|fonts?|media|files?|uploads?|dashboard|home|index|reports?|projects?|new|edit|list|[\w.~-]{1,80}\.(?:[cm]?[jt]sx?|css|map|wasm))(?:\.\w{2,5})?$/i

function maskPath(path: string, mode: MaskingMode, counts: MaskCounts): string {
  let previous = ''
  return path.replaceAll(/[^/]+/g, (segment) => {
    const opens = opening.test(previous) && /\d/.test(segment) && segment.length > 7
    previous = segment
    const hidden =
      mode === 'strict' ? !ordinary.test(segment) : opens || token.test(segment) || isFlagged(segment, mode)
    return hidden ? hide(segment, counts) : segment
  })
}

const harmless =
  /^(?:page|per_?page|limit|offset|sort|order|dir|lang|locale|tab|view|v|ver|version|format|w|h|width|height|size|dpr)$/i

function maskQuery(query: string, mode: MaskingMode, counts: MaskCounts): string {
  return query.replaceAll(/([^?&;=]+=)?([^?&;]+)/g, (pair: string, name: string | undefined, value: string) => {
    const key = name?.slice(0, -1) ?? ''
    const shown =
      mode === 'open'
        ? !isSensitiveName(key) && !isFlagged(pair, mode) && !isFlagged(value, mode)
        : mode === 'balanced' && harmless.test(key) && /^[\w.-]{1,20}$/.test(value)
    const label = /^[\w.%[\]-]{0,60}$/.test(key) && !isFlagged(key, mode) ? key : hide(key, counts)
    return label + (name ? '=' : '') + (shown ? value : hide(value, counts))
  })
}

function maskFragment(fragment: string, mode: MaskingMode, counts: MaskCounts): string {
  const [, hash = '#', path = '', query = ''] = /^(#!?)(\/[^?]*)([^]*)$/.exec(fragment) ?? []
  if (path) return hash + maskPath(path, mode, counts) + maskQuery(query, mode, counts)
  const text = fragment.slice(1)
  if (/^[\w.*%[\]-]+=/.test(text)) return hash + maskQuery(text, mode, counts)
  const shown = ordinary.test(text) || (mode === 'open' && !isFlagged(text, mode))
  return fragment.slice(0, 1) + (shown ? text : hide(text, counts))
}

/** Schemes without a path: `data:`, `blob:`, `mailto:`, `tel:`, `javascript:` and all unknown ones. */
function maskOpaque(url: string, scheme: string, mode: MaskingMode, counts: MaskCounts): string {
  if (/^about:(?:blank|srcdoc)$/i.test(url)) return url
  if (scheme === 'data:') return maskData(url, mode, counts)
  if (mode === 'open' && /^(?:mailto|tel|sms):$/.test(scheme) && !isFlagged(url, mode)) return url
  return scheme + hide(url.slice(scheme.length), counts)
}

/** Fonts stay, pictures too where media may be seen; a drawing is text as well. */
function maskData(url: string, mode: MaskingMode, counts: MaskCounts): string {
  const [, type = '', rest = ''] = /^data:([\w.+/-]{0,60})([^]*)$/i.exec(url) ?? []
  const picture = /^(?:image|audio|video)\//i.test(type) && mode !== 'strict'
  if (
    /^(?:application\/(?:x-)?)?font/i.test(type) ||
    (picture && !(type.endsWith('svg+xml') && isFlagged(drawingOf(rest), mode, readDrawing)))
  )
    return url
  return `data:${type},${hide(rest.replace(/^,/, ''), counts)}`
}

function drawingOf(body: string): string {
  try {
    return /^[^,]*;base64,/i.test(body) ? atob(body.slice(body.indexOf(',') + 1)) : body
  } catch {
    return body
  }
}
