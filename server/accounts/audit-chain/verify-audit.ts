import { createHash } from 'node:crypto'
import { z } from 'zod'
import {
  canonical,
  fingerprint,
  type Head,
  hex,
  isCanonical,
  isSignedBy,
  rowsHash,
  type Seal,
  sealHash,
  signed,
  start,
} from './chain.ts'

/** What a reader found; `faults` in words, at most some. */
export type Verdict = {
  readonly faults: readonly string[]
  readonly entries: number
  /** Of other organizations: counted and covered by the seals, not shown. */
  readonly hidden: number
  readonly seals: number
  readonly heads: readonly (Head & { readonly sealedAt: string | null })[]
  /** Whose seals they are; to be compared with what the installation publishes. */
  readonly fingerprint: string
}

/** A seal that is known from elsewhere: an export that ends before it was cut off. */
export type Anchor = Head

const Key = z.object({ kty: z.string(), crv: z.string(), x: z.string(), y: z.string() })
const HeadShape = z.object({ chain: z.string(), number: z.int().min(0), hash: z.string() })
const Opening = z.object({
  kind: z.literal('vitrine-audit'),
  format: z.literal(1),
  publicKey: Key,
  heads: z.array(HeadShape),
  organizationId: z.string().optional(),
  signature: z.string(),
})
const SealShape = z.strictObject({
  kind: z.literal('seal'),
  chain: z.string(),
  number: z.int(),
  sealedAt: z.string(),
  count: z.int(),
  first: z.string(),
  last: z.string(),
  rows: z.string(),
  previous: z.string(),
  hash: z.string(),
  signature: z.string(),
})
const Closing = z.strictObject({ kind: z.literal('end'), hash: z.string(), signature: z.string() })
const EntryShape = z.object({ id: z.string(), log: z.string() }).or(z.strictObject({ hidden: z.string() }))

const mostFaults = 20

/** Reads an export from its first line to its last, in little memory, with nothing else at hand. */
export async function verifyAudit(
  lines: AsyncIterable<string> | Iterable<string>,
  anchors: readonly Anchor[] = [],
): Promise<Verdict> {
  const reader = new AuditReader(anchors)
  for await (const line of lines) reader.read(line)
  return reader.end()
}

class AuditReader {
  readonly #anchors: readonly Anchor[]
  readonly #faults: string[] = []
  readonly #ends: (Head & { sealedAt: string | null })[] = []
  #opening: z.infer<typeof Opening> | undefined
  #current: (Head & { sealedAt: string | null }) | undefined
  #hashes: string[] = []
  #ids: (string | undefined)[] = []
  readonly #all = createHash('sha256')
  #closed = false
  #line = 0
  #entries = 0
  #hidden = 0
  #seals = 0

  constructor(anchors: readonly Anchor[]) {
    this.#anchors = anchors
  }

  read(line: string): void {
    this.#line++
    const value = parse(line)
    // Another text for the same values is not what was exported.
    if (value === undefined || !isCanonical(value, line)) return this.#fault('is not a line of an audit export')
    if (this.#closed) return this.#fault('stands behind the end')
    const closing = ofKind(value, 'end') && Closing.safeParse(value)
    if (closing && closing.success) return this.#readClosing(closing.data)
    this.#all.update(`${line}\n`)
    if (this.#line === 1) return this.#readOpening(value)
    const seal = ofKind(value, 'seal') && SealShape.safeParse(value)
    if (seal && seal.success) return this.#readSeal(seal.data)
    const entry = EntryShape.safeParse(value)
    if (!entry.success) return this.#fault('is neither an entry nor a seal')
    const hidden = 'hidden' in entry.data ? entry.data.hidden : undefined
    if (hidden !== undefined && !this.#opening?.organizationId) this.#fault('hides an entry of a complete export')
    this.#hashes.push(hidden ?? hex(line))
    this.#ids.push('id' in entry.data ? entry.data.id : undefined)
    if (hidden === undefined) this.#entries++
    else this.#hidden++
  }

  end(): Verdict {
    if (!this.#opening) this.#add('This is not an audit export: its first line is missing or damaged.')
    if (!this.#closed) this.#add('The end is missing: the export was cut off, or not written to its end.')
    if (this.#hashes.length > 0) this.#add(`${this.#hashes.length} entries at the end stand after the last seal.`)
    if (this.#current) this.#ends.push(this.#current)
    const heads = this.#opening?.heads ?? []
    for (const head of heads) this.#compareEnd(head)
    for (const { chain } of this.#ends)
      if (!heads.some((head) => head.chain === chain)) this.#add(`Chain ${chain} was not exported with the others.`)
    for (const anchor of this.#anchors) this.#compareAnchor(anchor)
    return {
      faults: this.#faults,
      entries: this.#entries,
      hidden: this.#hidden,
      seals: this.#seals,
      heads: this.#ends,
      fingerprint: this.#opening ? fingerprint(this.#opening.publicKey) : '',
    }
  }

  #readOpening(value: unknown): void {
    const opening = Opening.safeParse(value)
    if (!opening.success) return
    const { signature, ...body } = value as { signature: string }
    this.#opening = opening.data
    if (!isSignedBy(opening.data.publicKey, signed('audit export', hex(canonical(body))), signature))
      this.#fault('was altered: it is not signed by the key that it names')
  }

  #readClosing({ hash, signature }: z.infer<typeof Closing>): void {
    this.#closed = true
    const key = this.#opening?.publicKey
    if (hash !== this.#all.digest('hex') || !key || !isSignedBy(key, signed('audit end', hash), signature))
      this.#fault('is the end of another text: something before it was altered, removed or added')
  }

  #readSeal(seal: Seal): void {
    this.#seals++
    const before = this.#before(seal.chain)
    const what = `seal ${seal.number} of ${seal.chain}, ${seal.sealedAt}`
    const hashes = this.#hashes
    const [first, last] = [this.#ids[0], this.#ids.at(-1)]
    const [missing, altered] = [seal.count - hashes.length, rowsHash(hashes) !== seal.rows]
    if (missing > 0) this.#fault(`closes ${what}: ${missing} of its ${seal.count} entries are missing`)
    else if (missing < 0) this.#fault(`closes ${what}: there are ${-missing} entries too many before it`)
    else if (altered) this.#fault(`closes ${what}: one of its ${seal.count} entries was altered, or their order`)
    else if ((first ?? seal.first) !== seal.first || (last ?? seal.last) !== seal.last)
      this.#fault(`closes ${what}: its first or last entry is another one`)
    if (seal.number !== before.number + 1 || seal.previous !== before.hash)
      this.#fault(`is ${what}, which does not follow seal ${before.number}`)
    const key = this.#opening?.publicKey
    if (sealHash(seal) !== seal.hash || !key || !isSignedBy(key, signed('seal', seal.hash), seal.signature))
      this.#fault(`is ${what}, which was altered: its hash or signature is not right`)
    const { chain, number, hash, sealedAt } = seal
    const anchor = this.#anchors.find((one) => one.chain === chain && one.number === number)
    if (anchor && anchor.hash !== hash) this.#fault(`is ${what}, which is not the one that was published`)
    this.#current = { chain, number, hash, sealedAt }
    this.#hashes = []
    this.#ids = []
  }

  /** The seal before; where another chain begins, the one before is at its end. */
  #before(chain: string): Head {
    if (this.#current?.chain === chain) return this.#current
    if (this.#current) this.#ends.push(this.#current)
    return start(chain)
  }

  #compareEnd(head: Head): void {
    const end = this.#ends.find(({ chain }) => chain === head.chain) ?? start(head.chain)
    if (end.number !== head.number || end.hash !== head.hash)
      this.#add(
        `Chain ${head.chain} ends at seal ${end.number}, and went on to seal ${head.number} when it was exported.`,
      )
  }

  #compareAnchor({ chain, number }: Anchor): void {
    const end = this.#ends.find((one) => one.chain === chain)?.number ?? 0
    if (end < number) this.#add(`Chain ${chain} is cut off: it ends at seal ${end}, and seal ${number} is known.`)
  }

  #fault(what: string): void {
    this.#add(`Line ${this.#line} ${what}.`)
  }

  #add(fault: string): void {
    if (this.#faults.length < mostFaults) this.#faults.push(fault)
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** Almost every line is an entry; trying the other shapes on each would take most of the time. */
const ofKind = (value: unknown, kind: string): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind
