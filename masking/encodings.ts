import { addCounts, type MaskCounts } from './counts.ts'
import type { RedactLevel } from './detectors/detector.ts'
import type { Redact } from './redact-text.ts'

/** Finds secrets inside URL-encoding, JSON's unicode escapes and base64, also nested; `scan` reads plain text. */
export function redactEncoded(text: string, level: RedactLevel, counts: MaskCounts, scan: Redact, depth = 2): string {
  let result = text
  for (const { needs, pattern, decode, encode } of encodings) {
    if (!needs.test(text)) continue
    result = result.replace(pattern, (run) => {
      const decoded = decode(run)
      if (decoded === run) return run
      const found: MaskCounts = {}
      const inner = scan(decoded, level, found)
      const clean = depth > 1 ? redactEncoded(inner, level, found, scan, depth - 1) : inner
      if (clean === decoded) return run
      addCounts(counts, found)
      return encode(clean, found)
    })
  }
  return result
}

type Encoding = {
  /** A text without it holds none. */
  readonly needs: RegExp
  /** Whole runs of one class of characters. */
  readonly pattern: RegExp
  /** The run itself when it isn't encoded text. */
  readonly decode: (run: string) => string
  readonly encode: (clean: string, found: MaskCounts) => string
}

const base64 = (pattern: RegExp): Encoding => ({
  needs: /[\w+/-]{16}/,
  pattern,
  decode: fromBase64,
  encode: (_, found) => `[${Object.keys(found)[0]}]`,
})

/** `\u0040`, `\x40`, `&#64;`, `&#x40;` */
const escaped = /\\(?:u00|x)[\da-f]{2}|&#x?[\da-f]{1,5};/i
const escapes = /\\+(?:u00|x)([\da-f]{2})|&#(?:x([\da-f]{1,5})|(\d{1,6}));/gi

const encodings: readonly Encoding[] = [
  {
    needs: /%[\da-f]{2}/i,
    pattern: /(?<![\w%.~!*'()+@:$-])[\w.~!*'()+@:$-]*%[\da-f]{2}[\w%.~!*'()+@:$-]*/gi,
    decode: (run) => run.replaceAll(/(?:%[\da-f]{2})+/gi, fromPercent),
    encode: (clean) => encodeURIComponent(clean).replaceAll(/%5B([\w-]+)%5D/g, '[$1]'),
  },
  {
    needs: escaped,
    // Whole lines: what is written so may have spaces in it.
    pattern: /^.*(?:\\(?:u00|x)[\da-f]{2}|&#x?[\da-f]{1,5};).*$/gim,
    decode: (run) =>
      run.replaceAll(escapes, (_, byte?: string, hex?: string, code?: string) =>
        String.fromCharCode(code ? Number(code) : Number.parseInt(byte ?? hex ?? '', 16)),
      ),
    encode: (clean) => clean,
  },
  base64(/(?<![\w+/-])[\w+/-]{16,}={0,2}/g),
  // A slash may also end what stands in a path.
  base64(/(?<![\w+-])[\w+-]{16,}={0,2}/g),
]

function fromPercent(run: string): string {
  try {
    return decodeURIComponent(run)
  } catch {
    return run
  }
}

/** The text, when nearly all of it is printable. */
function fromBase64(run: string): string {
  const standard = run.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')
  try {
    // Most runs are no text from the first characters on.
    if (/[^\t\r\n -~\x80-\xff]/.test(atob(standard.slice(0, 12)))) return run
    const bytes = Uint8Array.from(atob(standard.slice(0, standard.length % 4 === 1 ? -1 : undefined)), (char) =>
      char.charCodeAt(0),
    )
    const text = new TextDecoder().decode(bytes)
    const odd = text.match(/[^\t\r\n -~\u00a0-\u024f\u0370-\u1fff\u3040-\u9fff]/g)?.length ?? 0
    return odd > text.length / 16 ? run : text
  } catch {
    return run
  }
}
