import type { MaskCounts } from '@vitrine/masking'
import type { CaptureSummary } from '@vitrine/protocol'
import { createAssetLog } from '../assets/asset-log.ts'
import { type DraftFile, sheetFile } from '../assets/draft-files.ts'
import { now } from '../boot/natives.ts'
import type { Parts } from '../boot/parts.ts'
import type { Rules } from '../boot/policy.ts'
import type { Taken } from '../buffer/messages.ts'
import type { Passwords } from '../capture/passwords.ts'
import { type PageRecording, type Setup as RecordingSetup, recordPage } from '../recorder/index.ts'
import { type Buffer, openBuffer } from './buffer-client.ts'
import type { Zones } from './zones.ts'

type Setup = {
  rules: Rules
  zones: Zones
  passwords: Passwords
  owns: (element: Element) => boolean
  parts: Parts
  /** The page's own, before it is watched. */
  fetch: typeof window.fetch
  /** Where the project wants canvases, what tells of them. */
  canvas: RecordingSetup['canvas']
}

/** The picture as it would be sent now, with what it needs to look right. */
type TakenPicture = {
  taken: Taken | undefined
  /** When it was taken, in milliseconds since the epoch. */
  at: number
  files: DraftFile[]
  spent: { capture?: CaptureSummary }
}

export type Picture = {
  start: () => void
  /** Stops and forgets. */
  stop: () => void
  take: () => Promise<TakenPicture>
  counts: () => MaskCounts
  /** The recording's number of an element. */
  idOf: (element: Element) => number | undefined
  /** Where the page has a file from that the events name. */
  sourceOf: (address: string) => string | undefined
}

/** What the page looked like: recorded in the page, kept in the buffer. */
export function createPicture({ rules, zones, passwords, owns, parts, fetch, canvas }: Setup): Picture {
  const assets = createAssetLog()
  let page: PageRecording | undefined
  let buffer: Buffer | undefined
  const stop = () => {
    page?.stop()
    buffer?.close()
    page = buffer = undefined
  }
  return {
    start() {
      if (page) return
      const opened = openBuffer(parts, rules.recordingSeconds, stop)
      buffer = opened
      page = recordPage({ zones, passwords, assets, canvas, owns, keep: opened.push })
    },
    stop,
    async take() {
      // Without it a report goes without pictures: better than not at all.
      const loading = rules.capture.assets ? parts.files().catch(() => undefined) : undefined
      await page?.complete()
      const files = await loading
      const mended = (await files?.mendSheets(assets, fetch)) ?? []
      const taken = await buffer?.take(rules.capture.assets, mended).catch(() => undefined)
      const at = now()
      const addresses = taken?.addresses ?? []
      const gathered = await files?.gatherFiles({ log: assets, addresses, fetch })
      const summary = page?.summary()
      const spent = summary ? { capture: { ...summary, skipped: { ...summary.skipped, ...gathered?.skipped } } } : {}
      return { taken, at, files: [...(taken?.sheets ?? []).map(sheetFile), ...(gathered?.files ?? [])], spent }
    },
    counts: () => page?.counts() ?? {},
    idOf: (element) => page?.idOf(element),
    sourceOf: assets.originalOf,
  }
}
