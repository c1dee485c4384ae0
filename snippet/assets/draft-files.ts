import { mapCssAddresses, type RecordedEvent, withSheetTexts } from '@vitrine/fold'
import type { Asset } from '@vitrine/protocol'
import type { Sheet } from '../buffer/split-assets.ts'

/** A style sheet, picture or font that is sent along. */
export type DraftFile = Asset & {
  readonly content: Uint8Array<ArrayBuffer>
  /** The same as a gzip stream. */
  readonly packed?: Uint8Array<ArrayBuffer>
}

export const announced = (files: readonly DraftFile[]): Asset[] =>
  files.map(({ content: _, packed: __, ...asset }) => asset)

export const isSheet = ({ type }: Pick<Asset, 'type'>): boolean => type === 'text/css'

export const sheetFile = ({ content, ...sheet }: Sheet): DraftFile => ({
  ...sheet,
  type: 'text/css',
  bytes: content.length,
  urls: [],
  content,
})

/** Events with the texts of the style sheets among these files. */
export function inFull(events: readonly RecordedEvent[], files: readonly DraftFile[]): RecordedEvent[] {
  const texts = new Map(files.filter(isSheet).map(({ sha256, content }) => [sha256, new TextDecoder().decode(content)]))
  return withSheetTexts(events, (sha256) => texts.get(sha256))
}

/** What is left of pictures and fonts when only these addresses are named any more. */
export function stillNamed(files: readonly DraftFile[], addresses: readonly string[]): DraftFile[] {
  const named = new Set(addresses)
  return files
    .filter((file) => !isSheet(file))
    .map((file) => ({ ...file, urls: file.urls.filter((url) => named.has(url)) }))
    .filter(({ urls }) => urls.length > 0)
}

const carried = /^\s*(?:data:|#|$)/i

/** Shows the files that are sent, from where the page itself has them, and no others. */
export function showFiles(files: readonly DraftFile[], sourceOf: (address: string) => string | undefined) {
  const sent = new Set(files.flatMap(({ urls }) => urls))
  const resolve = (url: string): string => (carried.test(url) ? url : (sent.has(url) && sourceOf(url)) || '')
  return { resolve, sheetText: (text: string) => mapCssAddresses(text, resolve) }
}
