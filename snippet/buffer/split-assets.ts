import { addressesIn, leastSheet, mapSheets, type RecordedEvent, withoutSheetTexts } from '@vitrine/fold'
import { toJson } from '../boot/json.ts'
import { gzip } from './pack-events.ts'
import { sha256 } from './sha256.ts'

/** The text of a style sheet that stands in events by its hash only, also as it is sent. */
export type Sheet = { sha256: string; content: Uint8Array<ArrayBuffer>; packed: Uint8Array<ArrayBuffer> }
export type Split = { texts: string[]; sheets: Sheet[]; addresses: string[] }

const mostBytes = 2_000_000
const mayName = /"(?:src|srcset|imagesrcset|(?:xlink:)?href|poster|background)":|url\(/i
const mayHoldSheet = /"(?:_cssText|replace|replaceSync|styles)":/
/** rrweb marks with it where the text of one sheet continues in the next node. */
const inPieces = '/* rr_split */'

/** The texts of whole style sheets in these events. */
function sheetsIn(events: readonly RecordedEvent[]): Set<string> {
  const found = new Set<string>()
  for (const event of events)
    mapSheets(event, (text) => {
      if (text.length >= leastSheet && !text.includes(inPieces)) found.add(text)
      return text
    })
  return found
}

/** Takes the style sheets out of events, given as JSON, and says at which addresses the events name other files. */
export async function splitAssets(texts: readonly string[]): Promise<Split> {
  const addresses = new Set<string>()
  const holding = new Map<number, RecordedEvent>()
  for (const [place, text] of texts.entries()) {
    if (!mayName.test(text) && !mayHoldSheet.test(text)) continue
    const event = JSON.parse(text) as RecordedEvent
    for (const address of addressesIn([event])) addresses.add(address)
    if (text.length >= leastSheet && mayHoldSheet.test(text)) holding.set(place, event)
  }
  const names = new Map<string, string>()
  const sheets: Sheet[] = []
  for (const text of sheetsIn([...holding.values()])) {
    const content = new TextEncoder().encode(text)
    if (content.length > mostBytes) continue
    const hash = await sha256(content)
    names.set(text, hash)
    sheets.push({ sha256: hash, content, packed: await gzip(text) })
  }
  const left = texts.map((text, place) => {
    const event = holding.get(place)
    const [named] = event ? withoutSheetTexts([event], (css) => names.get(css)) : []
    return named && named !== event ? toJson(named) : text
  })
  return { texts: left, sheets, addresses: [...addresses] }
}
