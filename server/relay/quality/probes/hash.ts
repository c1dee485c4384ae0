import { createHash } from 'node:crypto'
import type { Answer } from './question.ts'

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** So that a full stop or a capital does not make another answer of it. */
const evened = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{P}\p{S}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()

export const hashOfAnswer = ({ text, calls }: Answer): string =>
  hashOf(JSON.stringify([evened(text), calls.map(({ name, input }) => [name, input])]))
