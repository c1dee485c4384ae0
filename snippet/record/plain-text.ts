import type { Plain } from '@vitrine/masking'

/** Masked data as one line; text alone stays as it is. */
export const plainText = (value: Plain): string => (typeof value === 'string' ? value : JSON.stringify(value))

export const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text
