import { maskTextIn } from '../mask-text.ts'
import { maskUrlIn } from '../mask-url.ts'
import { maskInput } from './fields.ts'
import { mutation } from './mutation.ts'
import { drop, inside, modeOf, unread } from './page.ts'
import { css, each, fields, name, number, numbers, object, type Read, string, text } from './shape.ts'

const pointer = object({ positions: each(object(numbers('x y id timeOffset'))) })
const rules = each(object({ ...numbers('index'), rule: css }))

/** Where an element may not be watched, nothing that happens to it is recorded. */
const watched =
  (read: Read): Read =>
  (value, page) => {
    const around = inside(page, number(fields(value).id))
    return around?.ignored ? drop(page) : read(value, page)
  }

/** A mask that repeats is left out: the number and rhythm of keystrokes are nobody's business either. */
const input: Read = (value, page) => {
  const data = fields(value)
  const id = number(data.id)
  const around = inside(page, id)
  if (!around || around.zone === 'block') return drop(page)
  const mode = modeOf(page, around)
  const masked = maskInput(page, id, string(data.text), mode)
  const isChecked = data.isChecked === true && mode !== 'strict'
  const state = `${isChecked}${masked}`
  if (masked !== data.text && page.inputs.get(id) === state) return undefined
  page.inputs.set(id, state)
  return { id, text: masked, isChecked, ...(data.userTriggered === true && { userTriggered: true }) }
}

/** Offsets into text that was changed point nowhere and tell lengths. */
const selection: Read = (value, page) => {
  const exact = (id: unknown): boolean => page.policy.mode !== 'strict' && page.nodes.get(number(id))?.altered === false
  const range = object(numbers('start startOffset end endOffset'))
  return object({
    ranges: each((item) => (exact(fields(item).start) && exact(fields(item).end) ? range(item, page) : undefined)),
  })(value, page)
}

const canvasArgument: Read = (value, page) => {
  if (typeof value === 'string')
    return /^(?:data|blob|https?):/.test(value)
      ? maskUrlIn(value, page.policy.mode, page.counts)
      : maskTextIn(value, page.policy.mode, page.counts)
  if (Array.isArray(value)) return each(canvasArgument)(value, page)
  if (typeof value !== 'object' || value === null) return value
  return {
    ...(object({
      rr_type: name,
      ...numbers('index'),
      src: canvasArgument,
      args: canvasArgument,
      data: canvasArgument,
      type: name,
    })(value, page) as object),
    ...('base64' in value && { base64: string(value.base64) }),
  }
}

const command = object({ ...numbers('id type setter'), property: name, args: each(canvasArgument) })
const canvas: Read = (value, page) => {
  const around = inside(page, number(fields(value).id))
  if (!page.options.canvas || !around || around.zone === 'block' || modeOf(page, around) === 'strict') return drop(page)
  return { ...(command(value, page) as object), ...(object({ commands: each(command) })(value, page) as object) }
}

/** By rrweb's number of the source; a source that isn't here is dropped. */
const sources: Readonly<Record<number, Read>> = {
  0: mutation,
  1: pointer,
  2: watched(object(numbers('type id x y pointerType'))),
  3: object(numbers('id x y')),
  4: object(numbers('width height')),
  5: watched(input),
  6: pointer,
  7: watched(object(numbers('type id currentTime volume muted loop playbackRate'))),
  8: object({
    ...numbers('id styleId'),
    adds: rules,
    removes: each(object(numbers('index'))),
    replace: css,
    replaceSync: css,
  }),
  9: canvas,
  10: object({
    ...numbers('buffer'),
    family: text,
    fontSource: css,
    descriptors: object({ style: css, weight: css, stretch: css, unicodeRange: css, display: css }),
  }),
  12: pointer,
  13: object({
    ...numbers('id styleId index'),
    set: object({ property: name, value: css, priority: name }),
    remove: object({ property: name }),
  }),
  14: selection,
  15: object({ ...numbers('id styleIds'), styles: each(object({ ...numbers('styleId'), rules })) }),
  16: object({ define: object({ name }) }),
}

export const incremental: Read = (value, page) => {
  const source = number(fields(value).source)
  const masked = (sources[source] ?? unread)(value, page)
  return masked && { source, ...masked }
}
