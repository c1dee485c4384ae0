import { createContext, type ReactNode, use, useEffect, useEffectEvent, useId, useState } from 'react'
import { keyName } from './keystroke.ts'

/** `keys`: one press (`j`, `Shift+ArrowLeft`) or two in a row (`g r`). */
export type Shortcut = { readonly keys: string; readonly label: string; readonly run: () => void }
export type ShortcutGroup = { readonly title: string; readonly shortcuts: readonly Shortcut[] }

type Registry = {
  readonly groups: Map<string, ShortcutGroup>
  readonly set: (id: string, group: ShortcutGroup) => void
  readonly drop: (id: string) => void
}

const Shortcuts = createContext<Registry | undefined>(undefined)

const typesText = (target: Element) =>
  target.matches('input:not([type="range"]), textarea, select, [contenteditable="true"]')
/** Keys that the focused control needs for itself. */
function isTaken(target: Element, key: string): boolean {
  if (typesText(target)) return true
  if (key === 'Space' || key === 'Enter') return target.matches('a, button, summary, [role]:not([role="region"])')
  return key.includes('Arrow') && target.closest('[role="menu"], [role="tablist"], [role="listbox"]') !== null
}

/** A dialog or an open menu has the keyboard to itself. */
const isCovered = () =>
  [...document.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]')].some((one) =>
    one.checkVisibility(),
  )

function makeRegistry(): Registry {
  const groups = new Map<string, ShortcutGroup>()
  return { groups, set: (id, group) => groups.set(id, group), drop: (id) => groups.delete(id) }
}

/** Listens for the shortcuts of everything below it. The latest registered wins. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(makeRegistry)
  useEffect(() => {
    let prefix = { key: '', until: 0 }
    const press = (event: KeyboardEvent) => {
      const key = keyName(event)
      const target = event.target instanceof Element ? event.target : document.body
      if (!key || event.defaultPrevented || isTaken(target, key)) return
      if (isCovered()) return
      const all = [...registry.groups.values()].flatMap((group) => group.shortcuts).toReversed()
      const pair = event.timeStamp < prefix.until ? all.find(({ keys }) => keys === `${prefix.key} ${key}`) : undefined
      const found = pair ?? all.find(({ keys }) => keys === key)
      prefix = { key, until: event.timeStamp + 1_000 }
      if (!found) return
      event.preventDefault()
      found.run()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [registry])
  return <Shortcuts value={registry}>{children}</Shortcuts>
}

function useRegistry(): Registry {
  const registry = use(Shortcuts)
  if (!registry) throw new Error('shortcuts need ShortcutsProvider')
  return registry
}

/** Offers these shortcuts, under one title of the sheet, while the component is mounted. */
export function useShortcuts(title: string, shortcuts: readonly Shortcut[]) {
  const { set, drop } = useRegistry()
  const id = useId()
  const run = useEffectEvent((keys: string) => shortcuts.find((shortcut) => shortcut.keys === keys)?.run())
  const shape = shortcuts.map(({ keys, label }) => `${keys}\t${label}`).join('\n')
  useEffect(() => {
    const offered = shape.split('\n').filter(Boolean)
    set(id, {
      title,
      shortcuts: offered.map((line) => {
        const [keys = '', label = ''] = line.split('\t')
        return { keys, label, run: () => run(keys) }
      }),
    })
    return () => drop(id)
  }, [id, title, shape, set, drop])
}

/** What the sheet lists, read when it opens: the page's own shortcuts first, one group per title. */
export function useShortcutGroups(): () => readonly ShortcutGroup[] {
  const { groups } = useRegistry()
  return () => {
    const byTitle = Map.groupBy([...groups.values()].toReversed(), ({ title }) => title)
    return [...byTitle].map(([title, parts]) => ({ title, shortcuts: parts.flatMap((part) => part.shortcuts) }))
  }
}
