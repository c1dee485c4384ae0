const focusable = 'a[href],button:not([disabled]):not([hidden]),textarea,input,summary,[tabindex="0"]'

/** The element that has the focus, also inside shadow roots. */
function focused(): HTMLElement | null {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return active instanceof HTMLElement ? active : null
}

/** Keeps Tab inside; the returned function gives the focus back to where it was. */
export function keepFocus(dialog: HTMLDialogElement): () => void {
  const before = focused()
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Tab') return
    const stops = [...dialog.querySelectorAll<HTMLElement>(focusable)]
    const [first, last] = [stops[0], stops.at(-1)]
    const leaving = event.shiftKey ? first : last
    if (focused() !== leaving) return
    event.preventDefault()
    ;(event.shiftKey ? last : first)?.focus()
  })
  return () => before?.focus()
}
