import { asArray, asObject, asText, isObject, type Json } from '../middle/json.ts'

const COUNTS = ['minItems', 'maxItems', 'minLength', 'maxLength', 'minProperties', 'maxProperties']
/** Words of Gemini's own that are no JSON Schema. */
const OWN = new Set(['nullable', 'propertyOrdering', 'property_ordering', 'example'])

const mapped = (value: unknown): Json =>
  Object.fromEntries(Object.entries(asObject(value)).map(([name, schema]) => [name, readSchema(asObject(schema))]))

/** Gemini's schema, an OpenAPI dialect with types in capitals, as JSON Schema. */
export function readSchema(schema: Json): Record<string, unknown> {
  const read: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(schema)) {
    if (OWN.has(key)) continue
    if (key === 'properties') read.properties = mapped(value)
    else if (key === 'items' && isObject(value)) read.items = readSchema(value)
    else if (key === 'anyOf' || key === 'any_of')
      read.anyOf = asArray(value).map((inner) => readSchema(asObject(inner)))
    else if (key === 'type') read.type = asText(value).toLowerCase()
    else read[key] = COUNTS.includes(key) ? Number(value) : value
  }
  if (schema.nullable === true && typeof read.type === 'string') read.type = [read.type, 'null']
  return read
}
