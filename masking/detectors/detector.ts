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
  /** A text without this isn't scanned: one of the few tests in `needs.ts`, each made once per text. */
  readonly needs: RegExp
  /** Global. Its first group, if it has one, is what stays in front of the secret. */
  readonly pattern: RegExp
  /** Whether what the pattern found is one, or how much of it; gets the other groups too. */
  readonly valid?: (found: string, ...groups: (string | undefined)[]) => boolean | number
}

export const digitsOf = (text: string): string => text.replaceAll(/\D/g, '')
