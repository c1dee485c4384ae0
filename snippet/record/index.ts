import { addCounts, type MaskCounts, maskUrl, maskValue, policyHash } from '@vitrine/masking'
import type { CustomContext } from '@vitrine/protocol'
import type { Facts } from '../api.ts'
import { announced } from '../assets/draft-files.ts'
import type { Parts } from '../boot/parts.ts'
import type { Rules } from '../boot/policy.ts'
import type { Passwords } from '../capture/passwords.ts'
import type { RawLog } from '../capture/raw-log.ts'
import type { Vitals } from '../capture/vitals.ts'
import { watchMore } from '../capture/watch-more.ts'
import type { TriggerActions, Triggers } from '../triggers/watch-triggers.ts'
import { type Draft, newId } from './draft.ts'
import { createEntries } from './entries.ts'
import { readEnvironment } from './environment.ts'
import { createPicture } from './picture.ts'
import { cut, plainText } from './plain-text.ts'
import { visitorDigest } from './visitor-digest.ts'
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

/** Loaded where the project asks for something of it; without it the rest is recorded all the same. */
async function loadExtras({ rules: { capture, triggers }, parts }: RecorderSetup) {
  const wanted = capture.canvas || capture.bodies.length + capture.sockets.length + triggers.length > 0
  return wanted ? parts.extras().catch(() => undefined) : undefined
}

/** Turns what happens on the page into what may leave it. */
export async function createRecorder(setup: RecorderSetup): Promise<Recorder> {
  const { key, rules, log, passwords, owns, parts, fetch, offer } = setup
  const extras = await loadExtras(setup)
  const zones = createZones(rules.masking, passwords)
  const counts: MaskCounts = {}
  const picture = createPicture({
    rules,
    zones,
    passwords,
    owns,
    parts,
    fetch,
    canvas: rules.capture.canvas ? extras?.watchCanvases : undefined,
  })
  const masks = { zones, counts, nodeOf: picture.idOf }
  let triggers: Triggers | undefined
  const followRules = () => {
    if (rules.triggers.length === 0 || rules.recordingSeconds === 0) return
    triggers ??= extras?.watchTriggers(rules.triggers, { mark: (name, at) => entries.mark(name, at), offer })
  }
  const entries = createEntries(
    masks,
    rules.recordingSeconds,
    () => more?.now() ?? [],
    (one) => triggers?.happened(one),
  )
  followRules()
  if (rules.recordingSeconds > 0) log.attach(entries.add)
  let more: Vitals | undefined
  let closeBodies: (() => void) | undefined
  const collectCounts = (): MaskCounts => {
    const all = { ...counts }
    addCounts(all, picture.counts())
    return all
  }
  const watch = () => {
    more ??= watchMore(log, owns)
    closeBodies ??= extras?.watchBodies(log, rules.capture)
    followRules()
  }
  return {
    watch,
    start() {
      watch()
      picture.start()
    },
    stop() {
      more?.stop()
      closeBodies?.()
      triggers?.stop()
      more = closeBodies = triggers = undefined
      picture.stop()
      entries.clear()
    },
    async collect(facts) {
      log.flush()
      const { taken, at: time, files, spent } = await picture.take()
      // The picture may begin later: it waits until the page has loaded, and errors don't.
      const since = time - rules.recordingSeconds * 1_000
      const startedAt = taken?.startedAt ?? since
      const context = maskFacts(facts, (value) => maskValue(value, zones.policy, undefined, counts))
      const pageUrl = cut(maskUrl(location.href, zones.policy, counts), 2_000)
      const endedAt = taken?.endedAt ?? time
      const recording = { id: newId(), startedAt, endedAt, chunks: taken?.chunks.length ?? 0 }
      const report = {
        key,
        id: newId(),
        pageUrl,
        environment: readEnvironment(),
        context,
        visitor: await visitorDigest(facts['visitor']),
        policyHash: policyHash(zones.policy),
        maskCounts: collectCounts(),
        recording: { ...recording, ...entries.since(since), ...spent, assets: announced(files) },
        triggers: triggers?.evaluations() ?? [],
      }
      return { report, chunks: taken?.chunks ?? [], files, sourceOf: picture.sourceOf, trust: rules.trust }
    },
  }
}
