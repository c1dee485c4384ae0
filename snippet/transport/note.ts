import type { Shell } from '../boot/shell.ts'

const css = `
.aside { position: fixed; right: calc(var(--vitrine-inset-x, 20px) + env(safe-area-inset-right, 0px));
  bottom: calc(var(--vitrine-inset-y, 20px) + 56px + env(safe-area-inset-bottom, 0px)); box-sizing: border-box; display: flex; gap: 4px;
  align-items: flex-start; width: max-content; max-width: min(360px, calc(100vw - 40px)); padding: 6px 6px 6px 16px; border-radius: 12px;
  border: 1px solid var(--vitrine-border, #dfe3ea); background: var(--vitrine-surface, #fff); color: var(--vitrine-text, #16181d);
  font: 400 14px/1.45 var(--vitrine-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif);
  box-shadow: 0 2px 6px rgb(0 0 0 / .12), 0 12px 32px rgb(0 0 0 / .22) }
@media (prefers-color-scheme: dark) { :host(:not([data-theme=light])) .aside { border-color: var(--vitrine-border, #343945);
  background: var(--vitrine-surface, #16181f); color: var(--vitrine-text, #f2f4f8) } }
:host([data-theme=dark]) .aside { border-color: var(--vitrine-border, #343945); background: var(--vitrine-surface, #16181f);
  color: var(--vitrine-text, #f2f4f8) }
.aside:not(:has(p:not(:empty))) { display: none }
.aside p { margin: 10px 0; overflow-wrap: anywhere }
.aside button { all: unset; box-sizing: border-box; flex: none; width: 44px; height: 44px; text-align: center; font-size: 20px;
  border-radius: 10px; cursor: pointer }
.aside button:focus-visible { outline: 2px solid currentColor; outline-offset: -4px }`

export type Note = { say: (words: string) => void }

/** A word beside the button that takes nobody's focus away, and goes when it is told to. */
export function createNote(shell: Shell, closeLabel: string): Note {
  shell.addStyle(css)
  const [aside, words, close] = [
    document.createElement('div'),
    document.createElement('p'),
    document.createElement('button'),
  ]
  aside.className = 'aside rr-block'
  // There before its words are, so that they are read out.
  words.setAttribute('role', 'status')
  close.type = 'button'
  close.textContent = '×'
  close.setAttribute('aria-label', closeLabel)
  close.addEventListener('click', () => words.replaceChildren())
  aside.append(words, close)
  shell.root.append(aside)
  return { say: (text) => setTimeout(() => words.replaceChildren(text)) }
}
