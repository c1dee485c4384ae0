import { asArray, asObject, isObject, type Json } from './json.ts'

const inner = (schema: Json): Json[] =>
  [
    ...Object.values(asObject(schema.properties)),
    ...Object.values(asObject(schema.$defs)),
    ...asArray(schema.anyOf),
    schema.items,
  ].filter(isObject)

/** Whether OpenAI's strict mode takes the schema: objects closed, all their properties required. */
export function strictable(schema: Json | undefined): boolean {
  if (!schema) return false
  if (schema.type === 'object') {
    const required = asArray(schema.required)
    if (schema.additionalProperties !== false) return false
    if (Object.keys(asObject(schema.properties)).some((name) => !required.includes(name))) return false
  }
  return inner(schema).every(strictable)
}
