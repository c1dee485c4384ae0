import { z } from 'zod'

/** The client's own id for a visitor, as its site gives it to `identify`. */
export const ExternalId = z.string().trim().min(1).max(1_000)

/** What a report carries of it: SHA-256 of `visitorText(id)` in hexadecimal; the id itself stays on the page. */
export const VisitorDigest = z.string().regex(/^[0-9a-f]{64}$/)
export const visitorText = (externalId: string): string => `vitrine-visitor:${externalId.trim()}`
