import { listen } from '../boot/guard.ts'
import { clearTimer, now, setTimer, sinceStart } from '../boot/natives.ts'
import { describeTarget } from './describe-target.ts'
import type { RawLog } from './raw-log.ts'

/** So long the page has to answer. */
const patienceMs = 2_000
/** The page's own code, or a dialog of the browser, held everything up so long: that is an answer. */
const heldUpMs = 300

/** What is there to do something when it is pressed; fields answer by taking the focus. */
const pressable = 'a[href],button,summary,[role=button],[role=link],[role=tab],[role=menuitem],[onclick]'
/** Answered where the page can't see it: other windows, programs, downloads. */
const elsewhere =
  'a[target]:not([target=""],[target=_self]),a[download],a[href]:not([href^="http" i],[href^="/"],[href^="#"],[href^="."],[href^="?"])'

/** What the page or the browser does in answer, as far as it fires something. */
const answers = [
  'scroll',
  'input',
  'change',
  'invalid',
  'submit',
  'toggle',
  'play',
  'pause',
  'volumechange',
  'seeking',
  'copy',
  'fullscreenchange',
  'pagehide',
  'visibilitychange',
] as const

type Wait = { element: Element; at: number; clicked: boolean; end: () => void }

/** Sees for a moment whether anything happens; holds nothing while nobody presses anything. */
function waitFor(element: Element, stirs: () => number, answered: () => void): () => void {
  const before = stirs()
  const { navigation } = window as { navigation?: EventTarget }
  const observer = new MutationObserver(answered)
  const everything = { subtree: true, childList: true, attributes: true, characterData: true }
  observer.observe(document, everything)
  const root = element.getRootNode()
  if (root !== document) observer.observe(root, everything)
  const focused = ({ target }: FocusEvent) => {
    // Pressing something focuses it, whether it works or not.
    if (target instanceof Node && target !== element && !element.contains(target)) answered()
  }
  const undo = [
    ...answers.map((name) => listen(window, name as 'scroll', answered)),
    // The focus leaves fields all the time; the window loses it when something opens in front.
    listen(window, 'blur', ({ target }) => target === window && answered()),
    listen(window, 'focusin', focused),
    // Pressing clears a selection; only an answer makes one.
    listen(window, 'selectionchange' as 'scroll', () => getSelection()?.isCollapsed === false && answered()),
    ...(navigation ? [listen(navigation, 'navigate' as 'scroll', answered)] : []),
  ]
  return () => {
    observer.disconnect()
    undo.forEach((restore) => restore())
    if (stirs() !== before) answered()
  }
}

/** Clicks on something pressable that nothing on the page answers. */
export function watchDeadClicks({ push, inside }: RawLog, ours: (element: Element) => boolean): () => void {
  let wait: Wait | undefined
  let timer: ReturnType<typeof setTimer> | undefined
  const answered = () => {
    const { end } = wait ?? {}
    wait = undefined
    clearTimer(timer)
    end?.()
  }
  const judge = (pressed: Wait, held: number) => {
    pressed.end()
    if (wait !== pressed) return
    wait = undefined
    // What is drawn on a canvas can't be seen from here.
    if (held > heldUpMs || document.querySelector('canvas')) return
    push({ kind: 'dead-click', at: pressed.at, target: describeTarget(pressed.element) })
  }
  const pressableAt = (event: Event): Element | undefined => {
    const hit = event.composedPath()[0]
    if (!event.isTrusted || !(hit instanceof Element) || ours(hit)) return undefined
    const control = hit.closest(pressable)
    return control && !control.matches(elsewhere) ? control : undefined
  }
  const undo = [
    // Menus open when the button goes down, before there is a click.
    listen(window, 'pointerdown', (event) => {
      const element = pressableAt(event)
      if (wait && wait.element === element) return
      answered()
      if (!element) return
      wait = { element, at: now(), clicked: false, end: waitFor(element, () => inside.stirs, answered) }
      timer = setTimer(answered, patienceMs)
    }),
    listen(window, 'click', (event) => {
      if (!wait || wait.clicked || pressableAt(event) !== wait.element) return
      const pressed = wait
      const clicked = sinceStart()
      pressed.clicked = true
      pressed.at = now()
      clearTimer(timer)
      let held = 0
      setTimer(() => {
        held = sinceStart() - clicked
      }, 0)
      timer = setTimer(() => judge(pressed, held), patienceMs)
    }),
  ]
  return () => {
    answered()
    undo.forEach((restore) => restore())
  }
}
