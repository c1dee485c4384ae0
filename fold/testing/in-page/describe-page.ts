import type { Described } from './described.ts'

interface Mirror {
  getId(node: Node): number
}

/** Marks of the recorder, and what the Replayer guesses about a player when the recording does not say. */
const unsure = /^(rr_open_mode|loop|muted)$/

/** The document that a Replayer rebuilt. Leaves out what the Replayer itself puts in. */
export function describePage(root: Document, mirror: Mirror): Described {
  const rulesOf = (sheet: CSSStyleSheet | null): string[] => {
    try {
      return [...(sheet?.cssRules ?? [])].map((rule) => rule.cssText)
    } catch {
      return ['(not readable)']
    }
  }
  // Longhands in alphabetical order: browsers keep important declarations last when they parse, in place when they change.
  const styleOf = ({ style }: HTMLElement) =>
    [...style]
      .map((name) => `${name}: ${style.getPropertyValue(name)} ${style.getPropertyPriority(name)}`)
      .sort()
      .join(';')
  const attributesOf = (element: Element) => {
    const told: Record<string, string> = {}
    for (const { name, value } of element.attributes) {
      if (name === 'style') told.style = styleOf(element as HTMLElement)
      else if (name === 'class')
        told.class = value
          .split(/\s+/)
          .filter((part) => part)
          .sort()
          .join(' ')
      else if (!unsure.test(name)) told[name] = value
    }
    // The class of the root says whether the Replayer is paused.
    if (element.nodeName === 'HTML') told.class = (told.class ?? '').replace('rrweb-paused', '').trim()
    if (!told.class) delete told.class
    return told
  }
  const stateOf = (element: Element) => {
    const state: Record<string, unknown> = {}
    if (element.scrollTop || element.scrollLeft) state.scroll = [element.scrollLeft, element.scrollTop].map(Math.round)
    const field = element as HTMLInputElement
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(element.nodeName)) state.value = field.value
    if (element.nodeName === 'INPUT') state.checked = field.checked
    if (element.nodeName === 'OPTION') state.selected = (element as HTMLOptionElement).selected
    if (element.matches('dialog[open]')) state.modal = element.matches(':modal')
    if (/^(VIDEO|AUDIO)$/.test(element.nodeName)) state.volume = (element as HTMLMediaElement).volume
    // A dialog takes the focus by itself when it opens, which no event tells.
    const takesFocus = !/^(BODY|DIALOG|IFRAME)$/.test(element.nodeName)
    if (takesFocus && element.ownerDocument.activeElement === element) state.focused = true
    return state
  }
  const known = (node: Node) =>
    mirror.getId(node) > 0 || (node.nodeType === 3 && /^(STYLE|TEXTAREA|LINK)$/.test(node.parentNode?.nodeName ?? ''))
  const childrenOf = (node: Node) => [...node.childNodes].filter(known).map(describe)
  const describe = (node: Node): Described => {
    const id = mirror.getId(node)
    const told: Described = { name: node.nodeName, ...(id > 0 && { id }) }
    if (node.nodeType === 3 || node.nodeType === 4 || node.nodeType === 8) told.text = node.textContent ?? ''
    if (node.nodeType === 9) {
      const { adoptedStyleSheets, defaultView } = node as Document
      told.adopted = adoptedStyleSheets.map(rulesOf)
      told.state = { scroll: [defaultView?.scrollX, defaultView?.scrollY].map((at) => Math.round(at ?? 0)) }
    }
    if (node.nodeType === 1) {
      const element = node as HTMLElement
      told.attributes = attributesOf(element)
      told.state = stateOf(element)
      if (element.nodeName === 'STYLE') told.rules = rulesOf((element as HTMLStyleElement).sheet)
      if (element.shadowRoot) {
        told.shadow = childrenOf(element.shadowRoot)
        told.adopted = element.shadowRoot.adoptedStyleSheets.map(rulesOf)
      }
      if (element.nodeName === 'IFRAME') {
        const content = (element as HTMLIFrameElement).contentDocument
        told.content = content && known(content) ? describe(content) : null
        return told
      }
    }
    told.children = childrenOf(node)
    return told
  }
  return describe(root)
}

/** What the page shows as text, without white space; layout decides what is seen. */
export function shownText(root: Document): string {
  const childrenOf = (node: Node): Node[] => {
    if (node.nodeName === 'IFRAME')
      return [(node as HTMLIFrameElement).contentDocument as Document].filter((inner) => inner)
    const assigned = node.nodeName === 'SLOT' ? (node as HTMLSlotElement).assignedNodes() : []
    return assigned.length ? assigned : [...((node as Element).shadowRoot ?? node).childNodes]
  }
  const textOf = (node: Node): string => {
    if (node.nodeType === 3) return node.textContent ?? ''
    if (node.nodeType === 1) {
      const element = node as HTMLInputElement
      if (/^(SCRIPT|STYLE|NOSCRIPT|VIDEO|AUDIO|CANVAS|OBJECT|HEAD)$/.test(element.nodeName)) return ''
      if (getComputedStyle(element).display === 'none') return ''
      if (element.nodeName === 'TEXTAREA') return element.value
      if (element.nodeName === 'INPUT') return /^(checkbox|radio|hidden|file)$/.test(element.type) ? '' : element.value
    }
    return childrenOf(node).map(textOf).join('')
  }
  return textOf(root).replace(/\s+/g, '')
}
