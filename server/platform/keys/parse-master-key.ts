/** 32 bytes as 64 hexadecimal digits or 43-44 characters of base64 or base64url; `undefined` for anything else. */
export function parseMasterKey(text: string): Buffer | undefined {
  const trimmed = text.trim()
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, 'hex')
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)) return undefined
  return Buffer.from(trimmed, 'base64')
}

/** Several, the newest first, with commas between. */
export function parseMasterKeys(text: string): Buffer[] | undefined {
  const keys = text.split(',').map(parseMasterKey)
  return keys.includes(undefined) ? undefined : (keys as Buffer[])
}
