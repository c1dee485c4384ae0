import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits as 43 characters of base64url. Stored as its `sha256` only. */
export const randomToken = (): string => randomBytes(32).toString('base64url')

export const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest()
