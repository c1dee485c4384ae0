import type { Json } from '../middle/json.ts'

/** Fields of Gemini's may be written in either way. */
export function get(object: Json, name: string): unknown {
  const value = object[name]
  return value === undefined ? object[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] : value
}
