import type { MaskingMode } from '@vitrine/masking'
import type { CustomContext, MaskCounts, SendReport } from '@vitrine/protocol'
import { scanner } from '../capture/index.ts'

/** What is kept of a report, after the second scan, and what that found. */
export type ScannedReport = SendReport & { readonly redactedCounts: MaskCounts }

/** Everything that comes from the page or its visitor is redacted in memory before anything is written. */
export async function scanReport(sent: SendReport, mode: MaskingMode): Promise<ScannedReport> {
  const { description, pageUrl, environment, triggers } = sent
  const { console, timeline, assets = [] } = sent.recording
  const context = numbersAsText(sent.context)
  const texts = { description, pageUrl, environment, context, triggers }
  const within = { console, timeline, urls: assets.map(({ urls }) => urls) }
  const { value, counts } = await scanner.redact({ texts, within }, mode)
  const { urls, ...lists } = value.within
  const named = assets.map((asset, place) => ({ ...asset, urls: urls[place] ?? [] }))
  const recording = { ...sent.recording, ...lists, assets: named }
  return { ...sent, ...value.texts, recording, redactedCounts: counts }
}

/** A card number may have been given as a number. */
const numbersAsText = (context: CustomContext): CustomContext =>
  Object.fromEntries(
    Object.entries(context).map(([name, value]) => [name, Math.abs(Number(value)) >= 1e11 ? String(value) : value]),
  )
