import type { FileType } from './sniff-type.ts'

const text = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length))

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Which way up an Exif block says the picture is, 1 to 8. */
function orientationIn(exif: Uint8Array): number {
  const view = new DataView(exif.buffer, exif.byteOffset, exif.length)
  const little = text(exif, 0, 2) === 'II'
  const first = view.getUint32(4, little)
  const entries = view.getUint16(first, little)
  for (let entry = 0; entry < entries; entry++) {
    const at = first + 2 + entry * 12
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little)
  }
  return 1
}

/** An Exif block that says nothing else: without it photographs lie on their side. */
const upright = (orientation: number): number[] => [
  0x4d,
  0x4d,
  0,
  42,
  0,
  0,
  0,
  8,
  0,
  1,
  1,
  0x12,
  0,
  3,
  0,
  0,
  0,
  1,
  0,
  orientation,
  0,
  0,
  0,
  0,
  0,
  0,
]

/** The block to put in its place; none where it can't be read, or says what holds anyway. */
function bareExif(exif: Uint8Array): Uint8Array | undefined {
  try {
    const orientation = orientationIn(exif)
    return orientation > 1 && orientation <= 8 ? Uint8Array.from(upright(orientation)) : undefined
  } catch {
    return undefined
  }
}

/** Colours need these; all other application blocks, and comments, are about the photographer. */
const jpegKept = (marker: number, name: string): boolean => {
  if (marker === 0xe0) return name.startsWith('JFIF')
  if (marker === 0xe2) return name.startsWith('ICC_PROFILE')
  return marker === 0xee ? name.startsWith('Adobe') : (marker < 0xe0 || marker > 0xef) && marker !== 0xfe
}

/** Where the next marker stands; within a picture's data 0xFF is followed by 0, or by a restart mark. */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    const after = bytes[at + 1] ?? 0
    if (bytes[at] === 0xff && after !== 0xff && after !== 0 && (after < 0xd0 || after > 0xd7)) return at
  }
  throw new RangeError('no end')
}

function bareJpeg(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const parts = [bytes.subarray(0, 2)]
  for (let at = nextMarker(bytes, 2); ; ) {
    const marker = bytes[at + 1] ?? 0
    // What phones put behind the end is another picture.
    if (marker === 0xd9) return [...parts, bytes.subarray(at, at + 2)]
    const length = view.getUint16(at + 2)
    // Its own two bytes count.
    if (length < 2) throw new RangeError('no length')
    const end = at + 2 + length
    const next = nextMarker(bytes, end)
    const name = text(bytes, at + 4, Math.min(11, length - 2))
    if (jpegKept(marker, name)) parts.push(bytes.subarray(at, marker === 0xda ? next : end))
    const exif = marker === 0xe1 && name.startsWith('Exif\0') && bareExif(bytes.subarray(at + 10, end))
    if (exif) parts.push(Uint8Array.from([0xff, 0xe1, 0, exif.length + 8, 0x45, 0x78, 0x69, 0x66, 0, 0]), exif)
    at = next
  }
}

const pngDropped = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME'])

function barePng(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const parts = [bytes.subarray(0, 8)]
  for (let at = 8; ; ) {
    const end = at + 12 + view.getUint32(at)
    const name = text(bytes, at + 4, 4)
    if (!pngDropped.has(name)) parts.push(bytes.subarray(at, end))
    if (name === 'IEND') return parts
    at = end
  }
}

function bareWebp(bytes: Uint8Array): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const parts: Uint8Array[] = []
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true)
    const end = at + 8 + size + (size % 2)
    const name = text(bytes, at, 4)
    if (name === 'VP8X') {
      const flags = bytes.slice(at, end)
      // Neither Exif nor XMP follows.
      flags[8] = (flags[8] ?? 0) & ~0x0c
      parts.push(flags)
    } else if (name !== 'EXIF' && name !== 'XMP ') parts.push(bytes.subarray(at, end))
    at = end
  }
  const head = bytes.slice(0, 12)
  new DataView(head.buffer).setUint32(
    4,
    parts.reduce((sum, { length }) => sum + length, 4),
    true,
  )
  return [head, ...parts]
}

/** An entry of an AVIF's list of items that names Exif or XMP. */
const aboutThePhotographer = /infe[^]{8,10}(?:Exif|mime[^]{0,80}?application\/rdf\+xml)/

/** The other items are found by where they stand, so that nothing can be cut out: such a picture isn't kept at all. */
function bareAvif(bytes: Uint8Array): Uint8Array[] {
  if (aboutThePhotographer.test(new TextDecoder('latin1').decode(bytes))) throw new RangeError('not bare')
  return [bytes]
}

const bare: Partial<Record<FileType, (bytes: Uint8Array) => Uint8Array[]>> = {
  'image/jpeg': bareJpeg,
  'image/png': barePng,
  'image/webp': bareWebp,
  'image/avif': bareAvif,
}

/**
 * A picture without what says where, when, by whom and with which device it was taken; it looks the same. Formats:
 * JPEG (ISO 10918-1, Exif 2.32), PNG, WebP, AVIF. `undefined` for one of these that can't be read to its end, or bared.
 */
export function withoutMetadata(type: FileType, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  try {
    const parts = bare[type]?.(bytes)
    return parts ? joined(parts) : bytes
  } catch {
    return undefined
  }
}
