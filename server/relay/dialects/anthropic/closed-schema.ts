import { asObject, isObject } from '../middle/json.ts'

/** Words of JSON Schema that the model can be asked to keep to, but not held to. */
const UNHELD = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength']
const UNHELD_ARRAY = ['maxItems', 'uniqueItems']

function closedMembers(value: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(asObject(value)).map(([name, inner]) => [name, isObject(inner) ? closedSchema(inner) : inner]),
  )
}

const closedList = (value: unknown): unknown =>
  Array.isArray(value) ? value.map((inner) => (isObject(inner) ? closedSchema(inner) : inner)) : value

/** A schema as Anthropic takes it for an output: objects closed, limits told in the description. */
export function closedSchema(schema: Record<string, unknown>): Record<string, unknown> {
  const closed: Record<string, unknown> = { ...schema }
  const limits: string[] = []
  const unheld = schema.minItems === 0 || schema.minItems === 1 ? UNHELD_ARRAY : [...UNHELD_ARRAY, 'minItems']
  for (const word of [...UNHELD, ...unheld]) {
    if (!(word in closed)) continue
    limits.push(`${word}: ${JSON.stringify(closed[word])}`)
    delete closed[word]
  }
  if (limits.length > 0) closed.description = [schema.description, `(${limits.join(', ')})`].filter(Boolean).join(' ')
  if (schema.type === 'object' || schema.properties) {
    closed.properties = closedMembers(schema.properties)
    closed.additionalProperties = false
  }
  for (const name of ['$defs', 'definitions']) if (name in schema) closed[name] = closedMembers(schema[name])
  for (const name of ['anyOf', 'oneOf', 'allOf']) if (name in schema) closed[name] = closedList(schema[name])
  if (isObject(schema.items)) closed.items = closedSchema(schema.items)
  return closed
}
