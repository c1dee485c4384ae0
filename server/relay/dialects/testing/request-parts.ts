import type { Dialect } from '../dialect.ts'

export type Json = Record<string, unknown>
/** A request, and what is to become of its body for another provider. */
export type Case = { name: string; from: Dialect; to: Dialect; model: string; request: Json; body: Json }

export const user = [{ role: 'user', content: 'a' }]
export const schema = {
  type: 'object',
  properties: { n: { type: 'integer', minimum: 1 } },
  required: ['n'],
  additionalProperties: false,
}
export const fn = { type: 'function', function: { name: 'f', parameters: { type: 'object', properties: {} } } }
export const tool = { name: 'f', input_schema: { type: 'object', properties: {} } }
export const format = { type: 'json_schema', json_schema: { name: 'x', schema, strict: true } }
