/** `credentials` opens or pays for something; `personal` says who somebody is. The second level includes the first. */
export type RedactLevel = 'credentials' | 'personal'

/**
 * One kind of secret, as data. Patterns are bounded, or begin where a run of their characters begins,
 * so that a scan stays linear in the text.
 */
export type Detector = {
  /** Printed in place of what was found: `[email]`. */
  readonly kind: string
  readonly level: RedactLevel
  /** Without this in it, a text isn't scanned. */
  readonly needs?: string
  /** Global. Its first group, if it has one, is what stays in front of the secret. */
  readonly pattern: RegExp
  /** Whether what the pattern found is one, or how much of it; gets the other groups too. */
  readonly valid?: (found: string, ...groups: (string | undefined)[]) => boolean | number
}

export const digitsOf = (text: string): string => text.replaceAll(/\D/g, '')

/** The remainder by 97; letters count from 10, as in bank account numbers. */
export function mod97(text: string): number {
  let rest = 0
  for (const char of text) {
    const value = Number.parseInt(char, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}
