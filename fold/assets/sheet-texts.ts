import type { RecordedEvent } from '../events.ts'
import { mapSheets } from './map-sheets.ts'
import { assetReference, referredAsset } from './reference.ts'

/** With the texts of the style sheets that are known by their SHA-256; the others stay named. */
export const withSheetTexts = (
  events: readonly RecordedEvent[],
  textOf: (sha256: string) => string | undefined,
): RecordedEvent[] =>
  events.map((event) =>
    mapSheets(event, (text) => {
      const sha256 = referredAsset(text)
      return (sha256 && textOf(sha256)) ?? text
    }),
  )

/** The other way: style sheets whose text is known are named by their SHA-256. */
export const withoutSheetTexts = (
  events: readonly RecordedEvent[],
  sha256Of: (text: string) => string | undefined,
): RecordedEvent[] =>
  events.map((event) =>
    mapSheets(event, (text) => {
      const sha256 = sha256Of(text)
      return sha256 ? assetReference(sha256) : text
    }),
  )

/** Every style sheet that the events name. */
export function referredAssets(events: readonly RecordedEvent[]): Set<string> {
  const found = new Set<string>()
  for (const event of events)
    mapSheets(event, (text) => {
      const sha256 = referredAsset(text)
      if (sha256) found.add(sha256)
      return text
    })
  return found
}
