import type { ShownPage } from './page.ts'

/** Where the files lie that are shown: what isn't sent along is asked of nobody. */
type Files = Pick<ShownPage, 'resolve' | 'sheetText'>

const links = new Set(['href', 'src', 'poster', 'data', 'action', 'background', 'xlink:href'])
/** What could run, load a page, or take the focus away from the dialog. */
const dropped =
  /^(?:on.*|srcdoc|srcset|formaction|ping|autofocus|autoplay|nonce|target|tabindex|accesskey|http-equiv)$/i
const xlink = 'http://www.w3.org/1999/xlink'

const unsafe = (value: string): boolean => /^\s*(?:javascript|vbscript|data:text\/html)/i.test(value)

/** The box that a blocked element leaves. */
function size(element: Element, name: string, value: string): void {
  const style = (element as Partial<HTMLElement>).style
  style?.setProperty(name === 'rr_width' ? 'width' : 'height', value)
  style?.setProperty('background', 'repeating-linear-gradient(45deg,#8883 0 6px,#8881 6px 12px)')
}

function setField(element: Element, name: string, value: string | true): boolean {
  const field = element as Partial<HTMLInputElement & HTMLOptionElement>
  if (name === 'value' && 'value' in field) field.value = value === true ? '' : value
  else if (name === 'checked') field.checked = true
  else if (name === 'selected') field.selected = true
  else return false
  return true
}

/** Sets what a recording says of an element, as far as it is seen. */
export function setAttribute(element: Element, name: string, value: string | true, files: Files): void {
  const text = value === true ? '' : value
  if (name === 'rr_width' || name === 'rr_height') return size(element, name, text)
  if (name.startsWith('rr_') || name === '_cssText' || dropped.test(name)) return
  if (setField(element, name, value)) return
  // Through the object model: a strict content security policy forbids the attribute.
  if (name === 'style') {
    const { style } = element as Partial<HTMLElement>
    if (style) style.cssText = files.sheetText(text)
    return
  }
  if (links.has(name) && (unsafe(text) || element.localName === 'iframe')) return
  const isFile = links.has(name) && element.localName !== 'a'
  const shown = isFile ? files.resolve(text) : files.sheetText(text)
  if (name === 'xlink:href') element.setAttributeNS(xlink, name, shown)
  else element.setAttribute(name, shown)
}

/** One recorded change: `null` and `false` take the attribute away, an object changes single style properties. */
export function changeAttribute(element: Element, name: string, value: unknown, files: Files): void {
  try {
    if (value === null || value === false) element.removeAttribute(name)
    else if (typeof value === 'string' || value === true) setAttribute(element, name, value, files)
    else if (typeof value === 'number') setAttribute(element, name, String(value), files)
    else if (typeof value === 'object') changeStyle(element, value as Record<string, unknown>, files)
  } catch {
    // A name that only parsers accept.
  }
}

function changeStyle(element: Element, changes: Record<string, unknown>, { sheetText }: Files): void {
  const { style } = element as Partial<HTMLElement>
  for (const [name, value] of Object.entries(changes)) {
    if (value === false) style?.removeProperty(name)
    else if (Array.isArray(value)) style?.setProperty(name, sheetText(String(value[0])), String(value[1]))
    else style?.setProperty(name, sheetText(String(value)))
  }
}
