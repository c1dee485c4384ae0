import { z } from 'zod'

/** The client's own id for a visitor, as its site gives it to `identify`. */
export const ExternalId = z.string().trim().min(1).max(1_000)

/** What a report carries of it: SHA-256 of `visitorText(id)` in hexadecimal; the id itself stays on the page. */
export const VisitorDigest = z.string().regex(/^[0-9a-f]{64}$/)
export const visitorText = (externalId: string): string => `vitrine-visitor:${externalId.trim()}`

export const NewVisitorLink = z.object({
  externalId: ExternalId,
  /** How long the link is good for; a day at most. */
  minutes: z.number().int().min(1).max(1_440).default(60),
})
export type NewVisitorLink = z.infer<typeof NewVisitorLink>
export const VisitorLink = z.object({ url: z.url(), expiresAt: z.iso.datetime() })
export type VisitorLink = z.infer<typeof VisitorLink>

/**
 * 32 bytes in base64url. A JSON Web Token (HS256) with the claims `iss` (the project's id), `sub` (the visitor's id),
 * `aud: 'vitrine-visitor'`, `iat` and `exp`, put behind the # of `/visitor#…`, is a link.
 */
export const LinkSecret = z.object({ secret: z.string() })
export type LinkSecret = z.infer<typeof LinkSecret>

export const VisitorToken = z.object({ token: z.string().max(4_096) })
