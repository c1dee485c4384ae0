import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/bcrypt'
import { sha256 } from '../../platform/crypto/random-token.ts'
import { ProblemError } from '../../platform/errors.ts'

const cost = 12
const atOnce = availableParallelism() > 2 ? 2 : 1
const longestQueue = 50

let running = 0
const waiting: (() => void)[] = []

/** A hash takes a quarter of a second of one core: more at once would starve everything else the process does. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < atOnce) running++
  else if (waiting.length < longestQueue) await new Promise<void>((go) => waiting.push(go))
  else
    throw new ProblemError('unavailable', 'Too many people are signing in right now.', 'Try again in some seconds.', {
      retryAfterSeconds: 10,
    })
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

/** bcrypt reads 72 bytes and no more, so what is longer goes in as its SHA-256. */
function readable(password: string): string {
  const normal = password.normalize('NFC')
  return Buffer.byteLength(normal) > 72 ? sha256(normal).toString('base64') : normal
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(readable(password), cost))

/** Of a random password that was thrown away. A test that tries a thousand times puts a cheaper one in its place. */
export const nobody = { hash: '$2b$12$ebvSgi1tjK0eori1J11ZJOg66M5LFHfH6eJy4NLZRUjXBQAn16d.i' }

/** Compares with a hash that nothing matches when there is none, so that both answers take equally long. */
export async function passwordMatches(password: string, passwordHash: string | null | undefined): Promise<boolean> {
  const matches = await inTurn(() => verify(readable(password), passwordHash ?? nobody.hash))
  return matches && typeof passwordHash === 'string'
}
