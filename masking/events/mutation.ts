import { maskAttributes } from './fields.ts'
import { learn, maskNode, maskNodeText } from './node.ts'
import { drop, inside, sweep } from './page.ts'
import { each, fields, number, numbers, object, type Read, string } from './shape.ts'

const attributes: Read = (value, page) => {
  const { id: key, attributes: changed } = fields(value)
  const id = number(key)
  const known = page.nodes.get(id)
  if (known) learn(page, id, known, fields(changed))
  const around = inside(page, id)
  if (!known || !around) return drop(page)
  page.inputs.delete(id)
  const masked = maskAttributes(page, id, known, around, fields(changed))
  return Object.keys(masked).length ? { id, attributes: masked } : undefined
}

const remove: Read = (value, page) => {
  const id = number(fields(value).id)
  page.nodes.delete(id)
  page.inputs.delete(id)
  page.removed++
  return object(numbers('parentId id isShadow'))(value, page)
}

const add: Read = (value, page) => {
  const { parentId, node } = fields(value)
  const around = inside(page, number(parentId))
  if (!around || around.zone === 'block') return drop(page)
  return object({
    ...numbers('parentId previousId nextId'),
    node: () => maskNode(page, node, number(parentId), around),
  })(value, page)
}

const text: Read = (value, page) => {
  const { id: key, value: written } = fields(value)
  const id = number(key)
  const known = page.nodes.get(id)
  const around = known && inside(page, known.parent)
  if (!around || around.zone === 'block') return drop(page)
  const content = written === null ? '' : string(written)
  const masked = maskNodeText(
    page,
    known.parent,
    content,
    known.tag === '#comment' ? { ...around, tag: '#comment' } : around,
  )
  known.altered = masked !== content
  return { id, value: masked }
}

/** Attributes first: they may change what holds for the texts and nodes of the same batch. */
const batch = object({
  ...numbers('isAttachIframe'),
  attributes: each(attributes),
  removes: each(remove),
  adds: each(add),
  texts: each(text),
})

export const mutation: Read = (value, page) => {
  const masked = batch(value, page)
  sweep(page)
  return masked
}
