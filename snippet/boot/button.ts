import type { Shell } from './shell.ts'

const css = `
.launch { all: unset; position: fixed; right: calc(var(--vitrine-inset-x, 20px) + env(safe-area-inset-right));
  bottom: calc(var(--vitrine-inset-y, 20px) + env(safe-area-inset-bottom)); box-sizing: border-box;
  display: flex; align-items: center; gap: 8px; min-height: 44px; max-width: calc(100vw - 40px); padding: 10px 18px 10px 14px;
  font: 600 15px/1.2 var(--vitrine-font, system-ui, sans-serif);
  color: var(--vitrine-on-accent, #fff); background: var(--vitrine-accent, #4338ca); border-radius: var(--vitrine-radius, 999px);
  box-shadow: 0 1px 2px rgb(0 0 0 / .2), 0 8px 24px rgb(0 0 0 / .2); cursor: pointer; user-select: none; transition: .15s }
.launch:hover { transform: translateY(-1px); box-shadow: 0 2px 4px rgb(0 0 0 / .2), 0 12px 28px rgb(0 0 0 / .2) }
.launch:active { transform: none }
.launch:focus-visible { outline: 3px solid var(--vitrine-accent, #4338ca); outline-offset: 3px; box-shadow: 0 0 0 3px Canvas }
.launch[aria-busy=true] { cursor: progress; opacity: .85 }
.launch svg { width: 20px; height: 20px; flex: none; fill: none; stroke: currentColor; stroke-width: 2;
  stroke-linecap: round }
@media (prefers-reduced-motion: reduce) { .launch { transition: none } .launch:hover { transform: none } }
@media (forced-colors: active) { .launch { border: 2px solid ButtonText } }`

const svg = 'http://www.w3.org/2000/svg'
const bubble =
  'M4 4.5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-8l-4.5 4v-4H4a1 1 0 0 1-1-1v-10a1 1 0 0 1 1-1ZM12 7.5v4M12 13.9v.1'

function icon(): SVGElement {
  const image = document.createElementNS(svg, 'svg')
  const path = document.createElementNS(svg, 'path')
  path.setAttribute('d', bubble)
  image.setAttribute('viewBox', '0 0 24 24')
  image.setAttribute('aria-hidden', 'true')
  image.append(path)
  return image
}

export type Button = { say(text: string): void; busy(on: boolean): void; remove(): void }

export function addButton(shell: Shell, label: string, press: () => void): Button {
  shell.addStyle(css)
  const button = document.createElement('button')
  const text = document.createElement('span')
  button.type = 'button'
  button.className = 'launch rr-block'
  button.setAttribute('aria-haspopup', 'dialog')
  text.setAttribute('aria-live', 'polite')
  text.textContent = label
  button.append(icon(), text)
  button.addEventListener('click', press)
  shell.root.append(button)
  return {
    say: (words) => {
      text.textContent = words
    },
    busy: (on) => button.setAttribute('aria-busy', String(on)),
    remove: () => button.remove(),
  }
}
