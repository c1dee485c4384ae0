import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

const Header = z.object({ alg: z.literal('HS256') })
const Claims = z.object({
  iss: z.uuid(),
  sub: z.string().trim().min(1).max(1_000),
  aud: z.literal('vitrine-visitor'),
  iat: z.number(),
  exp: z.number(),
})
export type VisitorClaims = z.infer<typeof Claims>

/** Seconds that a link may be good for; what claims more was not made as described. */
export const longestLink = 86_400
const tolerance = 60

const sign = (secret: Buffer, text: string): Buffer => createHmac('sha256', secret).update(text).digest()
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A JSON Web Token (HS256), so that a client's server can make one with any library. */
export function makeToken(secret: Buffer, claims: VisitorClaims): string {
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${text}.${sign(secret, text).toString('base64url')}`
}

function readPart<T>(part: string | undefined, shape: z.ZodType<T>): T | undefined {
  try {
    return shape.safeParse(JSON.parse(Buffer.from(part ?? '', 'base64url').toString())).data
  } catch {
    return undefined
  }
}

/** Which project it says it is of: nothing is believed before `openToken` has checked it with that project's secret. */
export const claimedProject = (token: string): string | undefined => readPart(token.split('.')[1], Claims)?.iss

/** The claims of a token that was made with this secret and whose time has come and is not over. */
export function openToken(secret: Buffer, token: string, now: Date): VisitorClaims | undefined {
  const [header, body, mac, ...more] = token.split('.')
  if (!mac || more.length > 0 || !readPart(header, Header)) return undefined
  const expected = Buffer.from(sign(secret, `${header}.${body}`).toString('base64url'))
  const given = Buffer.from(mac)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  const claims = readPart(body, Claims)
  const seconds = now.getTime() / 1_000
  if (!claims || claims.exp <= seconds || claims.iat > seconds + tolerance) return undefined
  return claims.exp - claims.iat <= longestLink ? claims : undefined
}
