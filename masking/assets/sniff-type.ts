/** The files that may be kept with a recording, beside style sheets. */
export type FileType =
  | 'image/png'
  | 'image/jpeg'
  | 'image/gif'
  | 'image/webp'
  | 'image/avif'
  | 'image/bmp'
  | 'image/x-icon'
  | 'image/svg+xml'
  | 'font/woff2'
  | 'font/woff'
  | 'font/ttf'
  | 'font/otf'

/** First bytes as characters. */
const beginnings: readonly (readonly [FileType, string | RegExp])[] = [
  ['image/png', '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', '\xff\xd8\xff'],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
  ['image/avif', /^[^]{4}ftyp(?:avi[fs]|mif1[^]{4}(?:[^]{4})*avif)/],
  ['image/bmp', /^BM[^]{4}\0{4}/],
  ['image/x-icon', '\0\0\x01\0'],
  ['font/woff2', 'wOF2'],
  ['font/woff', 'wOFF'],
  ['font/otf', 'OTTO'],
  ['font/ttf', '\0\x01\0\0'],
  ['font/ttf', 'true'],
]

const drawing =
  /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^]*?-->\s*)*(?:<!doctype\s+svg[^>]*>\s*)?(?:<!--[^]*?-->\s*)*<svg[\s>]/i

/** By its content alone, whatever anybody says about it; `undefined` for everything that is not kept. */
export function sniffType(bytes: Uint8Array): FileType | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 2_000))
  const begins = (by: string | RegExp) => (typeof by === 'string' ? head.startsWith(by) : by.test(head))
  return beginnings.find(([, by]) => begins(by))?.[0] ?? (drawing.test(head) ? 'image/svg+xml' : undefined)
}
