import { type RecordedEvent, withSheetTexts } from '@vitrine/fold'
import { nowhere, type Resolve } from './sanitize/css.ts'

/** A style sheet, picture or font that a recording shows. */
export interface ShownFile {
  sha256: string
  type: string
  /** Where the recording names it. */
  urls: readonly string[]
  bytes: ArrayBuffer
}

export interface Assets {
  add(files: readonly ShownFile[]): void
  /** Events with the texts of the style sheets that they name. Without one, nothing stands there. */
  inFull(events: readonly RecordedEvent[]): RecordedEvent[]
  /** Where in this frame a picture or font lies; another function once there are more of them. */
  readonly resolve: Resolve
}

/** What a text must have in it to name a style sheet. */
export const sheetMark = 'vitrine-asset:'

/** The files of one recording, inside of the frame: nothing is asked of anybody for them. */
export function createAssets(): Assets {
  const sheets = new Map<string, string>()
  const places = new Map<string, string>()
  let resolve: Resolve = nowhere
  return {
    add(files) {
      for (const { sha256, type, urls, bytes } of files) {
        if (type === 'text/css') {
          sheets.set(sha256, new TextDecoder().decode(bytes))
          continue
        }
        // What it is called decides how it is read: never as a page.
        if (!/^(?:image|font)\/[\w.+-]+$/.test(type)) continue
        const place = URL.createObjectURL(new Blob([bytes], { type }))
        for (const url of urls) places.set(url, place)
      }
      resolve = (address) => places.get(address)
    },
    inFull: (events) => withSheetTexts(events, (sha256) => sheets.get(sha256) ?? ''),
    get resolve() {
      return resolve
    },
  }
}
