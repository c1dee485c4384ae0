import type { Plain } from '@vitrine/masking'
import { toJson } from '../boot/json.ts'

/** Masked data as one line; text alone stays as it is. */
export const plainText = (value: Plain): string => (typeof value === 'string' ? value : toJson(value))

export const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text
