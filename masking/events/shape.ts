import { maskCssIn } from '../mask-css.ts'
import { maskTextIn } from '../mask-text.ts'
import { maskUrlIn } from '../mask-url.ts'
import { redact } from '../redact-text.ts'
import type { Page } from './page.ts'

/** A recorded event, read no further than its frame; `data` is checked field by field. */
export type RecordedEvent = {
  readonly type: number
  readonly timestamp: number
  readonly data?: unknown
  readonly delay?: number
}

export type Fields = Readonly<Record<string, unknown>>

/** Reads one value of an event and answers with what may be recorded of it; throws on a shape that isn't known. */
export type Read = (value: unknown, page: Page) => unknown

function known<T>(value: T, good: boolean): T {
  if (!good) throw new TypeError('unknown shape')
  return value
}

export const fields = (value: unknown): Fields =>
  known(value as Fields, typeof value === 'object' && value !== null && !Array.isArray(value))

export const number = (value: unknown): number =>
  known(value as number, typeof value === 'number' && Number.isFinite(value))

export const string = (value: unknown): string => known(value as string, typeof value === 'string')

export const list = (value: unknown): readonly unknown[] => known(value as unknown[], Array.isArray(value))

/** Numbers, booleans, null, and lists of numbers: nothing that is text. */
const plain: Read = (value) =>
  known(
    value,
    value === null ||
      /^(?:number|boolean)$/.test(typeof value) ||
      (Array.isArray(value) && value.every((item) => typeof item === 'number')),
  )

export const css: Read = (value, { policy, counts }) =>
  value === null ? null : maskCssIn(string(value), policy.mode, counts)
export const text: Read = (value, { policy, counts }) =>
  value === null || value === false ? value : maskTextIn(string(value), policy.mode, counts)
export const url: Read = (value, { policy, counts }) => maskUrlIn(string(value), policy.mode, counts)
/** Names that code gives to things. */
export const name: Read = (value) =>
  known(value, /^[\w@-][\w.:/@-]{0,80}$/.test(string(value)) && redact(string(value), 'personal', {}) === value)

/** The named fields as they are. */
export const numbers = (names: string): Record<string, Read> =>
  Object.fromEntries(names.split(' ').map((key) => [key, plain]))

/** The fields that are named, in this order; others are left out. */
export const object =
  (shape: Readonly<Record<string, Read>>): Read =>
  (value, page) => {
    const from = fields(value)
    const kept: Record<string, unknown> = {}
    for (const [key, read] of Object.entries(shape)) if (from[key] !== undefined) kept[key] = read(from[key], page)
    return kept
  }

/** A list; what `read` leaves undefined is left out. */
export const each =
  (read: Read): Read =>
  (value, page) =>
    list(value)
      .map((item) => read(item, page))
      .filter((item) => item !== undefined)
