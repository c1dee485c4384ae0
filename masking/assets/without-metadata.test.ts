import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FileType } from './sniff-type.ts'
import { withoutMetadata } from './without-metadata.ts'

const secret = 'N 52.5163 E 13.3777 by Jo'
const bytesOf = (...parts: (string | number[] | Uint8Array)[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [...part])))
const read = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('latin1')
const word = (n: number) => [n >> 8, n & 255]
const long = (n: number) => [0, 0, ...word(n)]
const little = (n: number) => [n & 255, n >> 8, 0, 0]

const segment = (marker: number, body: Uint8Array) => bytesOf([0xff, marker], word(body.length + 2), body)
const exif = (orientation: number) =>
  bytesOf('Exif\0\0II*\0', little(8), [1, 0, 0x12, 1, 3, 0], little(1), [orientation, 0, 0, 0], little(0), secret)
const scan = bytesOf([0xff, 0xda], word(4), [1, 2], [7, 0xff, 0, 8, 0xff, 0xd3, 9])
const end = [0xff, 0xd9]
const jpeg = (orientation: number) =>
  bytesOf(
    [0xff, 0xd8],
    segment(0xe0, bytesOf('JFIF\0\x01\x01')),
    segment(0xe1, exif(orientation)),
    segment(0xe1, bytesOf('http://ns.adobe.com/xap/1.0/\0', secret)),
    segment(0xe2, bytesOf('ICC_PROFILE\0colours')),
    segment(0xed, bytesOf('Photoshop 3.0\0', secret)),
    segment(0xfe, bytesOf(secret)),
    segment(0xdb, bytesOf('tables')),
    scan,
    segment(0xfe, bytesOf(secret)),
    scan,
    end,
    // Phones put a second picture behind the first.
    [0xff, 0xd8],
    segment(0xe1, exif(1)),
    end,
  )
const chunk = (name: string, body: string) => bytesOf(long(body.length), name, body, 'crc.')
const png = bytesOf('\x89PNG\r\n\x1a\n', chunk('IHDR', 'head'), chunk('tEXt', secret), chunk('eXIf', secret))
const riff = (name: string, body: string) =>
  bytesOf(name, little(body.length), body, body.length % 2 ? [0] : new Uint8Array())
const webp = bytesOf(
  'RIFF',
  little(999),
  'WEBP',
  riff('VP8X', '\x2c\0\0\0\0\0\0\0\0\0'),
  riff('VP8 ', 'picture'),
  riff('EXIF', secret),
  riff('XMP ', secret),
)

test('a photograph keeps its picture, its colours and which way is up, and nothing of who took it where', () => {
  const bare = read(withoutMetadata('image/jpeg', jpeg(6)))
  expect(bare).not.toContain('Jo')
  for (const kept of ['JFIF', 'ICC_PROFILE\0colours', 'tables']) expect(bare).toContain(kept)
  expect(bare.split(read(scan))).toHaveLength(3)
  expect(bare).toContain(read(bytesOf([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6])))
  expect(bare.endsWith(read(bytesOf(scan, end)))).toBe(true)
  expect(read(withoutMetadata('image/jpeg', jpeg(1)))).not.toContain('Exif')
})

test('the same of PNG and WebP', () => {
  const whole = bytesOf(png, chunk('IDAT', 'picture'), chunk('IEND', ''), secret)
  expect(read(withoutMetadata('image/png', whole))).toBe(
    read(bytesOf('\x89PNG\r\n\x1a\n', chunk('IHDR', 'head'), chunk('IDAT', 'picture'), chunk('IEND', ''))),
  )
  const bare = read(withoutMetadata('image/webp', webp))
  expect(bare).toBe(
    read(bytesOf('RIFF', little(38), 'WEBP', riff('VP8X', '\x20\0\0\0\0\0\0\0\0\0'), riff('VP8 ', 'picture'))),
  )
})

test('what has no end is not sent; other files stay as they are', () => {
  for (const [type, bytes] of [
    ['image/jpeg', jpeg(6).subarray(0, 200)],
    ['image/png', png],
    ['image/jpeg', bytesOf([0xff, 0xd8])],
  ] as const)
    expect(withoutMetadata(type, bytes.slice())).toBeUndefined()
  expect(withoutMetadata('image/gif', bytesOf('GIF89a'))).toEqual(bytesOf('GIF89a'))
})

test('an AVIF is kept as it is, or not at all', () => {
  const avif = (...items: string[]) =>
    bytesOf(
      long(16),
      'ftypavif',
      long(0),
      ...items.flatMap((item) => [long(40), 'infe', [2, 0, 0, 0, 0, 1, 0, 0], item]),
    )
  const plain = avif('av01Color\0')
  expect(withoutMetadata('image/avif', plain)).toEqual(plain)
  expect(withoutMetadata('image/avif', avif('av01Color\0', 'Exif\0'))).toBeUndefined()
  expect(withoutMetadata('image/avif', avif('mimeXMP\0application/rdf+xml\0'))).toBeUndefined()
})

test('nothing makes it throw or run for ever, and what is bare stays as it is', () => {
  const types: readonly FileType[] = ['image/jpeg', 'image/png', 'image/webp']
  const heads = [jpeg(6), png, webp]
  fc.assert(
    fc.property(fc.nat(2), fc.uint8Array({ maxLength: 300 }), fc.nat(400), (kind, noise, at) => {
      const bytes = heads[kind]?.slice() ?? new Uint8Array()
      bytes.set(noise.subarray(0, Math.max(bytes.length - at, 0)), Math.min(at, bytes.length))
      const type = types[kind] ?? 'image/png'
      const once = withoutMetadata(type, bytes)
      if (once) expect(withoutMetadata(type, once)).toEqual(once)
    }),
    {
      numRuns: 2_000,
      examples: [
        [0, Uint8Array.of(0), 5],
        [0, Uint8Array.of(2), 5],
      ],
    },
  )
})
