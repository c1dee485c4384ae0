import { listen } from '../boot/guard.ts'

export type Passwords = {
  /** Was this field ever a password field, even if only for a moment of the current task? */
  has: (element: Element) => boolean
  /** Also remembers the fields under this root. */
  watch: (root: Document | ShadowRoot) => void
  stop: () => void
}

/** Not by `instanceof`: fields of same-origin frames have other constructors. */
const isPassword = (node: EventTarget | undefined): node is HTMLInputElement =>
  (node as Partial<HTMLInputElement> | undefined)?.type === 'password' && (node as Element).localName === 'input'

/**
 * Fields stay secret once they were a password field: "show password" turns the type into text, and what is typed or
 * shown then must not be recorded. Types are compared before every question, so a toggle and its value in the same
 * task are seen too.
 */
export function rememberPasswords(document: Document): Passwords {
  const known = new WeakSet<Element>()
  const watched = new WeakSet<Node>()
  const undo: (() => void)[] = []
  const note = (target: EventTarget | undefined) => {
    if (isPassword(target)) known.add(target)
  }
  const read = (records: MutationRecord[]) => {
    for (const { target, oldValue } of records) {
      if (oldValue?.toLowerCase() === 'password') known.add(target as Element)
      else note(target)
    }
  }
  const observer = new MutationObserver(read)

  const watch = (root: Document | ShadowRoot) => {
    if (watched.has(root)) return
    watched.add(root)
    observer.observe(root, { subtree: true, attributeFilter: ['type'], attributeOldValue: true })
    for (const field of root.querySelectorAll('input[type=password i]')) known.add(field)
    // These events cross open shadow roots, so documents hear them all.
    if ('host' in root) return
    const hear = (event: Event) => note(event.composedPath()[0])
    const ends = (['focusin', 'beforeinput', 'pointerdown'] as const).map((name) => listen(root, name, hear))
    // Documents of frames come and go; what is kept of them would stay.
    if (root === document) undo.push(...ends)
  }
  watch(document)
  return {
    has(element) {
      read(observer.takeRecords())
      note(element)
      return known.has(element)
    },
    watch,
    stop() {
      observer.disconnect()
      for (const restore of undo) restore()
    },
  }
}
