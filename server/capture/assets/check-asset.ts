import { zstdCompressSync } from 'node:zlib'
import { sniffType, withoutMetadata } from '@vitrine/masking'
import { isPlainDrawing, redactDeep } from '@vitrine/masking/server'
import type { AssetType, MaskCounts } from '@vitrine/protocol'
import { ProblemError } from '../../platform/errors.ts'

export type CheckedAsset = {
  readonly type: AssetType
  /** As it will rest inside the seal: texts packed, pictures and fonts as they are. */
  readonly content: Uint8Array
  readonly redacted: MaskCounts
}

export type CheckAsset = (body: Uint8Array) => Promise<CheckedAsset>

/** Texts rest packed. */
export const isPacked = (type: string): boolean => type === 'text/css' || type === 'image/svg+xml'

const refuse = (why: string) =>
  new ProblemError('unsupported-media-type', why, 'Style sheets, pictures and fonts are taken.')

function textOf(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw refuse('This is no text, and no picture or font either.')
  }
}

const notText = /\0|^\s*</

/**
 * What a file is, by its content alone; style sheets without what the detectors find, always by the stricter level,
 * because other recordings will share them. A drawing in which anything is found, or that could act, is refused.
 */
export function checkAsset(body: Uint8Array): CheckedAsset {
  const type = sniffType(body)
  if (type === 'image/svg+xml') {
    if (!isPlainDrawing(textOf(body), 'personal'))
      throw refuse('This drawing holds more than a picture: scripts, addresses or personal data.')
    return { type, content: zstdCompressSync(body), redacted: {} }
  }
  if (type) {
    const content = withoutMetadata(type, Uint8Array.from(body))
    if (!content) throw refuse('This picture can’t be read to its end.')
    return { type, content, redacted: {} }
  }
  const css = textOf(body)
  if (notText.test(css)) throw refuse('This is no style sheet, picture or font.')
  const redacted: MaskCounts = {}
  const sheet = redactDeep({ _cssText: css }, 'personal', redacted)
  return { type: 'text/css', content: zstdCompressSync(sheet._cssText), redacted }
}
