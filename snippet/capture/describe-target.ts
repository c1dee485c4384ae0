import type { RawTarget } from './raw-log.ts'

const pressable =
  'a,button,summary,label,option,input,select,textarea,[role=button],[role=link],[role=tab],[role=menuitem]'
const fields = 'input,select,textarea,[contenteditable]'
const textLimit = 80
const nodeLimit = 50

/** The first words inside; never what is in a field. */
function innerText(element: Element): string {
  if (element.matches(fields)) return ''
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let text = ''
  for (let visited = 0; visited < nodeLimit && text.length < textLimit && walker.nextNode(); visited++) {
    const parent = walker.currentNode.parentElement
    if (parent && !parent.closest(`${fields},script,style`)) text += ` ${walker.currentNode.nodeValue ?? ''}`
  }
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, textLimit)
}

/** What the visitor meant to press: the nearest control, else the element itself. */
export function describeTarget(hit: Element): RawTarget {
  const control = hit.closest(pressable)
  const element = control ?? hit
  const role = element.getAttribute('role')
  const name = `${element.localName}${element.id ? `#${element.id}` : ''}${role ? `[role=${role}]` : ''}`
  return { element, name: name.slice(0, 200), text: control ? innerText(control) : '' }
}
