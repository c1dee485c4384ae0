import { MASK, type MaskCounts, type MaskingPolicy, maskText, maskValue, type Plain } from '@vitrine/masking'
import { toJson } from '../boot/json.ts'
import type { RawBody } from '../capture/raw-log.ts'
import { cut, plainText } from './plain-text.ts'

/** As much text as is looked at; more than is kept, so that nothing is cut in the middle of what a detector knows. */
const looked = 60_000
const margin = 500
/** Longer JSON may have been cut, and then nobody knows which name a value belongs to. */
const parsed = 200_000
/** Longer than what detectors look at. */
const endless = /\S{500,}/g

const form = /^[^=&\s]{1,100}=[^&\s]*(?:&[^=&\s]{1,100}=[^&\s]*)*$/

const looksLikeJson = (text: string): boolean => /^\s*[[{]/.test(text)

function jsonOf(text: string): unknown {
  if (text.length >= parsed || !looksLikeJson(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type Fields = Extract<RawBody, { fields: unknown }>['fields']

/** Of a file its name and size; values of one name as a list. */
function plainFields(fields: Fields): Record<string, unknown> {
  const all = new Map<string, unknown[]>()
  for (const [name, value] of fields) {
    const shown = typeof value === 'string' ? (jsonOf(value) ?? value) : value
    all.set(name, [...(all.get(name) ?? []), shown])
  }
  return Object.fromEntries([...all].map(([name, values]) => [name, values.length === 1 ? values[0] : values]))
}

function maskPlain(whole: string, given: MaskingPolicy, counts: MaskCounts): string {
  const text = whole.replaceAll(endless, MASK)
  const policy = looksLikeJson(text) ? { ...given, mode: 'strict' as const } : given
  if (text.length <= looked) return maskText(text, policy, undefined, counts)
  return maskText(text.slice(0, looked), policy, undefined, counts).slice(0, -margin)
}

function masked(body: RawBody, policy: MaskingPolicy, counts: MaskCounts): string {
  const values = (value: unknown): Plain => maskValue(value, policy, undefined, counts)
  if ('binary' in body) return `[${/^[\w.+/-]{1,100}/.exec(body.binary)?.[0] ?? 'binary'}, ${body.bytes} bytes]`
  if ('fields' in body) return toJson(values(plainFields(body.fields)))
  if ('value' in body) return plainText(values(body.value))
  const json = jsonOf(body.text)
  if (json !== undefined) return toJson(values(json))
  if (form.test(body.text)) return toJson(values(plainFields([...new URLSearchParams(body.text)])))
  return maskPlain(body.text, policy, counts)
}

/** Content of a request, an answer or a message, as it may be sent. Values are hidden by what they are and by their names. */
export const maskBody = (body: RawBody, policy: MaskingPolicy, counts: MaskCounts, length: number): string =>
  cut(masked(body, policy, counts), length)
