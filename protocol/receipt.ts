import { z } from 'zod'
import { canonicalJson } from './canonical.ts'
import { ErasureSubject, StoreOutcome, ToldRecipient } from './privacy.ts'

/** Where an installation publishes the keys that its receipts are signed with. */
export const receiptKeysPath = '/receipts/keys.json'

export const ReceiptKey = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() })
export type ReceiptKey = z.infer<typeof ReceiptKey>
export const ReceiptKeys = z.object({ keys: z.array(ReceiptKey) })

/** What an erasure did: ids, keyed hashes, places and counts, never content. */
export const Receipt = z.object({
  type: z.literal('vitrine-erasure-receipt'),
  version: z.literal(1),
  installation: z.object({ url: z.string(), operator: z.string(), keys: z.string() }),
  erasureId: z.uuid(),
  subject: ErasureSubject.extend({ hash: z.uuid().nullable() }),
  projectId: z.uuid().nullable(),
  organizationId: z.uuid().nullable(),
  askedBy: z.object({ kind: z.enum(['member', 'visitor', 'operator']), id: z.uuid().nullable() }),
  requestedAt: z.iso.datetime(),
  /** L0: from then on nothing of it was taken in any more. */
  refusedSince: z.iso.datetime(),
  /** From then on nothing that is encrypted under the keys of the subject can be read. */
  keysDestroyedAt: z.iso.datetime(),
  /** L1: every place was read again, and nothing was found. */
  verifiedAt: z.iso.datetime(),
  /** L3: no backup holds a key of it any more, and none holds anything of it. */
  keysGoneFromBackupsOn: z.iso.date(),
  goneFromBackupsOn: z.iso.date(),
  stores: z.array(StoreOutcome),
  recipients: z.array(ToldRecipient),
})
export type Receipt = z.infer<typeof Receipt>

export const SignedReceipt = z.object({ receipt: Receipt, key: ReceiptKey, signature: z.string() })
export type SignedReceipt = z.infer<typeof SignedReceipt>

/** The bytes that are signed. The first line keeps the signature from meaning anything else. */
export const receiptBytes = (receipt: Receipt): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`vitrine-erasure-receipt-v1\n${canonicalJson(receipt)}`)

export const sameKey = (a: ReceiptKey, b: ReceiptKey): boolean => a.x === b.x && a.y === b.y

export type Verdict =
  | { readonly valid: true; readonly receipt: Receipt; readonly key: ReceiptKey; readonly known: boolean }
  | { readonly valid: false; readonly why: 'no-receipt' | 'unknown-key' | 'altered' }

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0))

async function isSigned({ receipt, key, signature }: SignedReceipt): Promise<boolean> {
  try {
    const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
    const imported = await crypto.subtle.importKey('jwk', { ...key }, ecdsa, false, ['verify'])
    return await crypto.subtle.verify(ecdsa, imported, fromBase64Url(signature), receiptBytes(receipt))
  } catch {
    return false
  }
}

/**
 * Whether a file is a receipt that nobody has changed since it was signed. Without `known` keys it says so for the key
 * inside, which whoever made the file may have chosen: the caller shows whose it is.
 */
export async function verifyReceipt(text: string, known?: readonly ReceiptKey[]): Promise<Verdict> {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    return { valid: false, why: 'no-receipt' }
  }
  const parsed = z.strictObject({ receipt: z.unknown(), key: z.unknown(), signature: z.string() }).safeParse(content)
  const signed = SignedReceipt.safeParse(content)
  if (!parsed.success || !signed.success) return { valid: false, why: 'no-receipt' }
  const { receipt, key } = signed.data
  // A field that the schema does not know is not shown, so it may not ride along under a valid signature.
  if (canonicalJson(parsed.data.receipt) !== canonicalJson(receipt)) return { valid: false, why: 'altered' }
  if (known && !known.some((one) => sameKey(one, key))) return { valid: false, why: 'unknown-key' }
  if (!(await isSigned(signed.data))) return { valid: false, why: 'altered' }
  return { valid: true, receipt, key, known: known !== undefined }
}

/** A copy of a visitor's data that they asked for by a link of their own. */
export const VisitorCopy = z.object({
  state: z.enum(['waiting', 'running', 'ready', 'failed']),
  progress: z.number(),
  bytes: z.number().int().nullable(),
  expiresAt: z.iso.datetime(),
})
export type VisitorCopy = z.infer<typeof VisitorCopy>

/** What a visitor sees behind a link of their own. */
export const VisitorView = z.object({
  /** The project's name. */
  site: z.string(),
  expiresAt: z.iso.datetime(),
  state: z.enum(['held', 'nothing', 'erasing', 'erased']),
  held: z.array(z.object({ what: z.string(), count: z.number().int() })),
  receipt: SignedReceipt.nullable(),
  /** The latest that they asked for, as long as it is kept. */
  copy: VisitorCopy.nullable(),
})
export type VisitorView = z.infer<typeof VisitorView>
