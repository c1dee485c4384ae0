/** What came as JSON, not yet known to be anything. */
export type Json = Readonly<Record<string, unknown>>

const nothing: Json = {}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const asObject = (value: unknown): Json => (isObject(value) ? value : nothing)
export const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
export const asText = (value: unknown): string => (typeof value === 'string' ? value : '')
export const asNumber = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined
/** A string that says something. */
export const said = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined)

type Reviver = (key: string, value: unknown, context?: { source?: string }) => unknown

/** Parses JSON so that numbers that a float can't hold come out of `JSON.stringify` as they went in. */
export function parseExact(text: string): unknown {
  if (!/\d{16}|\d[eE]/.test(text)) return JSON.parse(text)
  const raw = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON
  const exact: Reviver = (_key, value, context) =>
    typeof value === 'number' && context?.source !== undefined && String(value) !== context.source
      ? raw(context.source)
      : value
  return JSON.parse(text, exact)
}

/** An object without the members that are undefined. */
export function defined(object: Record<string, unknown>): Record<string, unknown> {
  for (const key of Object.keys(object)) if (object[key] === undefined) delete object[key]
  return object
}
