import { addButton, type Button } from './button.ts'
import { guard } from './guard.ts'
import type { Shell } from './shell.ts'
import { whenReady } from './when-idle.ts'
import { whenReplaced } from './when-replaced.ts'

export type PlacedButton = {
  /** `undefined` until there is a page to show it on. */
  get: () => Button | undefined
  stop: () => void
}

/** Our button, as soon as there is a page for it. */
export function placeButton(shell: Shell, label: string, press: () => void): PlacedButton {
  let button: Button | undefined
  let replaced: (() => void) | undefined
  let alive = true
  const place = () => {
    shell.show()
    button?.remove()
    button = addButton(shell, label, press)
  }
  whenReady(() => {
    if (!alive) return
    place()
    // A page that is written anew has also taken what the button listened with.
    replaced = whenReplaced(guard(place))
  })
  return {
    get: () => button,
    stop() {
      alive = false
      replaced?.()
    },
  }
}
