import { sealMark } from '../middle/seal.ts'

/** Bytes that are no JSON. Says where, never what stands there. */
export class NotJson extends Error {
  constructor(what: string, at: number) {
    super(`${what} at byte ${at}`)
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
/** Deeper is no request but an attack on whoever parses it. */
const DEEPEST = 256
/** So far a loop is faster than to begin a native search. */
const NEAR = 10

export function pastSpace(bytes: Buffer, at: number): number {
  let c = bytes[at]
  while (c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09) c = bytes[++at]
  return at
}

/** Whether strings that began with the mark of a seal were passed since it was last set to false. */
export const met = { seal: false }
const mark = Buffer.from(sealMark)

function lookForSeal(bytes: Buffer, at: number): void {
  let k = 0
  while (k < mark.length && bytes[at + k] === mark[k]) k++
  if (k === mark.length) met.seal = true
}

/**
 * Past the closing quote of the string that opens at `at`. Of long strings without escapes only the end is looked for: what
 * stands in them is the provider's to judge.
 */
export function pastString(bytes: Buffer, at: number): number {
  let i = at + 1
  if (bytes[i] === 0x65 && bytes[i + 1] === 0x79) lookForSeal(bytes, i)
  for (;;) {
    const near = Math.min(i + NEAR, bytes.length)
    while (i < near) {
      const c = bytes[i] as number
      if (c === QUOTE) return i + 1
      if (c < 0x20) throw new NotJson('a control character in a string', i)
      i += c === BACKSLASH ? 2 : 1
    }
    const quote = bytes.indexOf(QUOTE, i)
    if (quote < 0) throw new NotJson('a string without an end', at)
    let slash = quote
    while (slash > i && bytes[slash - 1] === BACKSLASH) slash--
    if ((quote - slash) % 2 === 0) return quote + 1
    i = quote + 1
  }
}

function pastNumber(bytes: Buffer, at: number): number {
  let i = at
  let digits = 0
  for (;;) {
    const c = bytes[i] as number
    if (c >= 0x30 && c <= 0x39) digits++
    else if (c !== 0x2e && c !== 0x2d && c !== 0x2b && c !== 0x65 && c !== 0x45) break
    i++
  }
  if (digits === 0) throw new NotJson('no value', at)
  return i
}

function pastWord(bytes: Buffer, at: number, word: string): number {
  for (let k = 0; k < word.length; k++) if (bytes[at + k] !== word.charCodeAt(k)) throw new NotJson('no value', at)
  return at + word.length
}

/** Past the value that begins at `at`; containers are checked as far as their punctuation, strings and words. */
export function pastValue(bytes: Buffer, at: number, depth = 0): number {
  const first = bytes[at] ?? 0
  switch (first) {
    case QUOTE:
      return pastString(bytes, at)
    case 0x7b:
      return pastObject(bytes, at, depth)
    case 0x5b:
      return pastArray(bytes, at, depth)
    case 0x74:
      return pastWord(bytes, at, 'true')
    case 0x66:
      return pastWord(bytes, at, 'false')
    case 0x6e:
      return pastWord(bytes, at, 'null')
    default:
      return pastNumber(bytes, at)
  }
}

/** Past the colon that follows a key, at the value. */
export function pastColon(bytes: Buffer, at: number): number {
  const colon = pastSpace(bytes, at)
  if (bytes[colon] !== 0x3a) throw new NotJson('a key without a value', colon)
  return pastSpace(bytes, colon + 1)
}

function pastObject(bytes: Buffer, at: number, depth: number): number {
  if (depth > DEEPEST) throw new NotJson('nested too deep', at)
  let i = pastSpace(bytes, at + 1)
  if (bytes[i] === 0x7d) return i + 1
  for (;;) {
    if (bytes[i] !== QUOTE) throw new NotJson('no key', i)
    i = pastSpace(bytes, pastValue(bytes, pastColon(bytes, pastString(bytes, i)), depth + 1))
    if (bytes[i] === 0x7d) return i + 1
    if (bytes[i] !== 0x2c) throw new NotJson('no comma', i)
    i = pastSpace(bytes, i + 1)
  }
}

export function pastArray(bytes: Buffer, at: number, depth: number, counted?: { items: number }): number {
  if (depth > DEEPEST) throw new NotJson('nested too deep', at)
  let i = pastSpace(bytes, at + 1)
  if (bytes[i] === 0x5d) return i + 1
  for (let items = 1; ; items++) {
    i = pastSpace(bytes, pastValue(bytes, i, depth + 1))
    if (bytes[i] === 0x5d) {
      if (counted) counted.items = items
      return i + 1
    }
    if (bytes[i] !== 0x2c) throw new NotJson('no comma', i)
    i = pastSpace(bytes, i + 1)
  }
}
