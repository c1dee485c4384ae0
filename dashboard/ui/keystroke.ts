export type Keystroke = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** How a key press is written in a shortcut: `j`, `?`, `Space`, `Shift+ArrowLeft`. Undefined: not for shortcuts. */
export function keyName({ key, ctrlKey, metaKey, altKey, shiftKey }: Keystroke): string | undefined {
  if (ctrlKey || metaKey || altKey) return undefined
  const name = key === ' ' ? 'Space' : key
  // Shift is part of a printed character already: "?" needs it on most layouts.
  return shiftKey && name.length > 1 ? `Shift+${name}` : name
}

const symbols: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
}

/** `Shift+ArrowLeft` → ["Shift", "←"], `g r` → ["g", "r"]. */
export const keyCaps = (keys: string): string[] => keys.split(/[+ ]/).map((key) => symbols[key] ?? key)
