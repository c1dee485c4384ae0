import type { Language } from '../api.ts'

/** Our one element on the page: a shadow root that the page's CSS can't reach and the recorder doesn't enter. */
export type Shell = {
  host: HTMLElement
  root: ShadowRoot
  /** Constructed sheets need no nonce under a strict `style-src`. */
  addStyle: (css: string) => void
  /** Puts it on the page, also after the page has thrown it out; not once we have removed it ourselves. */
  show: () => void
  /** Is this element ours? */
  owns: (node: Node) => boolean
  /** Ends what goes on in it, when it is removed. */
  end?: (() => void) | undefined
  remove: () => void
}

const isolation = `
:host { all: initial !important; position: fixed !important; width: 0 !important; height: 0 !important;
  inset: auto 0 0 auto !important; z-index: 2147483647 !important; display: block !important;
  contain: style !important; color-scheme: light dark !important }
:host([data-theme=light]) { color-scheme: light !important }
:host([data-theme=dark]) { color-scheme: dark !important }
@media print { :host { display: none !important } }`

/** Typing in the dialog must not trigger the page's keyboard shortcuts. */
const kept = ['keydown', 'keyup', 'keypress', 'input', 'change', 'paste', 'copy', 'cut', 'submit']

export function createShell(language: Language, theme: 'auto' | 'light' | 'dark'): Shell {
  const host = document.createElement('div')
  host.dataset.vitrine = 'block'
  host.dataset.theme = theme
  host.className = 'rr-block'
  host.lang = language
  const root = host.attachShadow({ mode: 'open' })
  const keep = (event: Event) => event.stopPropagation()
  const addStyle = (css: string) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  }
  addStyle(isolation)
  return {
    host,
    root,
    addStyle,
    show() {
      for (const name of kept) root.addEventListener(name, keep)
      // Without an element of its own for the moment when it is being replaced.
      if (!host.isConnected) document.documentElement?.append(host)
    },
    owns: (node) => node === host || node.getRootNode() === root,
    remove() {
      this.show = () => {}
      host.remove()
      this.end?.()
    },
  }
}
