import { isElement, nameOf } from './dom.ts'
import { type Recording, sources } from './recording.ts'
import { tagOf } from './serialize.ts'
import { watchSetter } from './watch-setter.ts'

export type Fields = ReturnType<typeof createFields>

const isField = (element: Element): element is HTMLInputElement => /^(?:input|textarea|select)$/.test(nameOf(element))

/** What is typed and chosen. A field is read when the recording is brought up to date: only its last state counts. */
export function createFields(recording: Recording) {
  const { nodes, masker, zones, emit, wake } = recording
  const changed = new Set<HTMLInputElement>()
  const said = new WeakMap<Node, string>()

  const note = (target: unknown) => {
    if (!(target as Partial<Node> | null)?.nodeType || !isElement(target as Node)) return
    const element = target as Element
    const field = nameOf(element) === 'option' ? element.closest('select') : element
    if (!field || !isField(field)) return
    changed.add(field)
    if (field.type === 'radio' && field.checked && field.name) {
      const group = (field.form ?? (field.getRootNode() as Document)).querySelectorAll<HTMLInputElement>(
        'input[type=radio]',
      )
      for (const other of group) if (other.name === field.name) changed.add(other)
    }
    wake()
  }
  const say = (field: HTMLInputElement) => {
    const info = nodes.live(field) ? nodes.get(field) : undefined
    if (!info || info.inner.ignored || info.inner.zone === 'block') return
    const { value, type } = field
    const mode = info.inner.zone === 'unmask' && zones.around(field) !== 'unmask' ? zones.policy.mode : info.inner.mode
    const text = masker.input(field, tagOf(field), value, mode)
    const isChecked = mode !== 'strict' && (type === 'radio' || type === 'checkbox') && field.checked
    // A mask that repeats is left out: the number and rhythm of keystrokes are nobody's business either.
    const state = `${isChecked}${text}`
    if (said.get(field) === state) return
    said.set(field, state)
    emit(sources.input, { id: info.id, text, isChecked })
  }
  return {
    note,
    /** It was recorded anew, with what it holds. */
    entered: (node: Node) => void said.delete(node),
    get done() {
      return changed.size === 0
    },
    run() {
      for (const field of changed) {
        changed.delete(field)
        try {
          say(field)
        } catch {
          // What can't be masked isn't recorded.
        }
      }
    },
    /** Scripts that set values fire no event. */
    watchWindow({ HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement, HTMLOptionElement }: typeof globalThis) {
      const undo = [
        watchSetter(HTMLInputElement.prototype, 'value', note),
        watchSetter(HTMLInputElement.prototype, 'checked', note),
        watchSetter(HTMLSelectElement.prototype, 'value', note),
        watchSetter(HTMLSelectElement.prototype, 'selectedIndex', note),
        watchSetter(HTMLTextAreaElement.prototype, 'value', note),
        watchSetter(HTMLOptionElement.prototype, 'selected', note),
      ]
      return () => undo.forEach((restore) => restore())
    },
  }
}
