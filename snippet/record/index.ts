import { addCounts, type MaskCounts, maskUrl, maskValue, policyHash } from '@vitrine/masking'
import type { CustomContext } from '@vitrine/protocol'
import type { Facts } from '../api.ts'
import { createAssetLog } from '../assets/asset-log.ts'
import { announced, sheetFile } from '../assets/draft-files.ts'
import { type Gathered, gatherFiles } from '../assets/gather-files.ts'
import { now } from '../boot/natives.ts'
import type { Parts } from '../boot/parts.ts'
import type { Rules } from '../boot/policy.ts'
import type { Taken } from '../buffer/messages.ts'
import type { Passwords } from '../capture/passwords.ts'
import type { RawLog } from '../capture/raw-log.ts'
import type { Vitals } from '../capture/vitals.ts'
import { watchMore } from '../capture/watch-more.ts'
import { type PageRecording, recordPage } from '../recorder/index.ts'
import { type TriggerActions, type Triggers, watchTriggers } from '../triggers/watch-triggers.ts'
import { type Buffer, openBuffer } from './buffer-client.ts'
import { type Draft, newId } from './draft.ts'
import { createEntries } from './entries.ts'
import { readEnvironment } from './environment.ts'
import { cut, plainText } from './plain-text.ts'
import { createZones } from './zones.ts'

export type RecorderSetup = {
  key: string
  rules: Rules
  log: RawLog
  passwords: Passwords
  /** Our own elements on the page. */
  owns: (element: Element) => boolean
  parts: Parts
  /** The page's own, before it is watched. */
  fetch: typeof window.fetch
  /** Asks the visitor whether they want to report. */
  offer: TriggerActions['offer']
}

export type Recorder = {
  /** Begins with what is seen beside the picture and needs the rules: contents, speed, clicks that nothing answers. */
  watch: () => void
  start: () => void
  /** Stops and forgets. */
  stop: () => void
  /** A masked, packed, frozen copy of what would be sent now. */
  collect: (facts: Facts) => Promise<Draft>
}

function maskFacts(facts: Facts, mask: (value: unknown) => unknown): CustomContext {
  const context: CustomContext = {}
  for (const [name, value] of Object.entries(mask(facts) as Facts)) {
    const plain = value === null || typeof value === 'number' || typeof value === 'boolean'
    context[name.slice(0, 60)] = plain ? value : cut(plainText(value), 2_000)
  }
  return context
}

/** Turns what happens on the page into what may leave it. */
export function createRecorder({ key, rules, log, passwords, owns, parts, fetch, offer }: RecorderSetup): Recorder {
  const zones = createZones(rules.masking, passwords)
  const counts: MaskCounts = {}
  const masks = { zones, counts, nodeOf: (element: Element) => page?.idOf(element) }
  let triggers: Triggers | undefined
  const followRules = () => {
    if (rules.triggers.length === 0 || rules.recordingSeconds === 0) return
    triggers ??= watchTriggers(rules.triggers, { mark: (name, at) => entries.mark(name, at), offer })
  }
  const entries = createEntries(
    masks,
    rules.recordingSeconds,
    () => more?.now() ?? [],
    (one) => triggers?.happened(one),
  )
  followRules()
  if (rules.recordingSeconds > 0) log.attach(entries.add)
  const assets = createAssetLog()
  let more: Vitals | undefined
  let page: PageRecording | undefined
  let buffer: Buffer | undefined

  const stopPage = () => {
    page?.stop()
    buffer?.close()
    page = buffer = undefined
  }
  const collectCounts = (): MaskCounts => {
    const all = { ...counts }
    addCounts(all, page?.counts() ?? {})
    return all
  }
  /** What the events need to look right, besides themselves. */
  const gather = async (taken: Taken | undefined): Promise<Gathered> => {
    const { files, skipped } = await gatherFiles({ log: assets, addresses: taken?.addresses ?? [], fetch })
    return { files: [...(taken?.sheets ?? []).map(sheetFile), ...files], skipped }
  }
  const watch = () => {
    more ??= watchMore(log, rules.capture, owns)
    followRules()
  }
  return {
    watch,
    start() {
      watch()
      if (page) return
      const opened = openBuffer(parts, rules.recordingSeconds, stopPage)
      buffer = opened
      page = recordPage({ zones, passwords, assets, canvas: rules.capture.canvas, owns, keep: opened.push })
    },
    stop() {
      more?.stop()
      more = undefined
      triggers?.stop()
      triggers = undefined
      stopPage()
      entries.clear()
    },
    async collect(facts) {
      log.flush()
      await page?.complete()
      const taken = await buffer?.take(rules.capture.assets).catch(() => undefined)
      const time = now()
      const { files, skipped } = await gather(taken)
      // The picture may begin later: it waits until the page has loaded, and errors don't.
      const since = time - rules.recordingSeconds * 1_000
      const startedAt = taken?.startedAt ?? since
      const context = maskFacts(facts, (value) => maskValue(value, zones.policy, undefined, counts))
      const pageUrl = cut(maskUrl(location.href, zones.policy, counts), 2_000)
      const endedAt = taken?.endedAt ?? time
      const recording = { id: newId(), startedAt, endedAt, chunks: taken?.chunks.length ?? 0 }
      const spent = page?.summary()
      const capture = spent && { capture: { ...spent, skipped: { ...spent.skipped, ...skipped } } }
      const report = {
        key,
        id: newId(),
        pageUrl,
        environment: readEnvironment(),
        context,
        policyHash: policyHash(zones.policy),
        maskCounts: collectCounts(),
        recording: { ...recording, ...entries.since(since), ...capture, assets: announced(files) },
        triggers: triggers?.evaluations() ?? [],
      }
      return { report, chunks: taken?.chunks ?? [], files, sourceOf: assets.originalOf, trust: rules.trust }
    },
  }
}
