import type { Replayer } from '@rrweb/replay'
import type { Inspected } from './messages.ts'

const mostSuggestions = 6
/** Names that builds make up, or that say how something looks. */
const fleeting =
  /\d{3}|__|^(?:css|sc|jsx|svelte|astro)-|^(?:is|has|js|rr|rrweb)-|[:/[\]]|•|\*{3}|^[\w-]*[a-z][A-Z\d][\w]*[A-Z\d][a-z]/
const stable = (name: string): boolean => name.length < 60 && !fleeting.test(name)

/** Simple selectors that an element itself gives cause for, the most telling first. */
function ownSelectors(element: Element): string[] {
  const tag = element.localName
  const named = ['data-testid', 'data-test', 'data-qa', 'name'].flatMap((name) => {
    const value = element.getAttribute(name)
    return value && stable(value) ? [`${name === 'name' ? tag : ''}[${name}=${JSON.stringify(value)}]`] : []
  })
  const id = element.id && stable(element.id) ? [`#${CSS.escape(element.id)}`] : []
  const classes = Array.from(element.classList).filter(stable)
  return [...id, ...named, ...classes.map((name) => `.${CSS.escape(name)}`)]
}

function suggestions(element: Element): string[] {
  const own = ownSelectors(element)
  for (let above = element.parentElement; own.length < 2 && above; above = above.parentElement) {
    const [first] = ownSelectors(above)
    if (first) own.push(`${first} ${element.localName}`, first)
  }
  return own.length ? own.slice(0, mostSuggestions) : [element.localName]
}

/** What stands at a point of the frame, given in its pixels, and how a selector could name it. */
export function inspect(root: HTMLElement, replayer: Replayer, x: number, y: number): Inspected | null {
  const { iframe } = replayer
  const content = iframe.contentDocument
  const frame = iframe.getBoundingClientRect()
  const scale = frame.width / iframe.offsetWidth || 1
  if (!content) return null
  // What is inert can't be hit.
  root.inert = false
  let element = content.elementFromPoint((x - frame.left) / scale, (y - frame.top) / scale)
  while (element?.shadowRoot) {
    const inner = element.shadowRoot.elementFromPoint((x - frame.left) / scale, (y - frame.top) / scale)
    if (!inner || inner === element) break
    element = inner
  }
  root.inert = true
  if (!element) return null
  const box = element.getBoundingClientRect()
  const found = element.getRootNode() as Document | ShadowRoot
  return {
    tag: element.localName,
    selectors: suggestions(element).map((selector) => ({ selector, count: found.querySelectorAll(selector).length })),
    box: {
      left: (frame.left + box.left * scale) / innerWidth,
      top: (frame.top + box.top * scale) / innerHeight,
      width: (box.width * scale) / innerWidth,
      height: (box.height * scale) / innerHeight,
    },
  }
}
