import { z } from 'zod'

/** One line that people read, trimmed. Control characters and half characters are refused: no database holds them. */
export const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be one line of plain text')

/** Text of any number of lines, or none. */
export const lines = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u, 'must be plain text')
