import type { SendReport, VoiceNote } from '@vitrine/protocol'
import type { DraftFile } from '../assets/draft-files.ts'
import type { Chunk } from '../buffer/pack-events.ts'

/** What would be sent if the customer sent now: masked, packed, frozen. Only the description is missing. */
export type Draft = {
  report: Omit<SendReport, 'description'>
  chunks: readonly Chunk[]
  /** Style sheets, pictures and fonts that the events name. */
  files: readonly DraftFile[]
  /** Where the page has a picture or font from that the events name; it stays in the page. */
  sourceOf: (address: string) => string | undefined
  /** What the customer said; its facts are in the report. */
  voice?: Uint8Array<ArrayBuffer> | undefined
  /** `none`: no rules of the site were at hand, so the strictest masking was applied. */
  trust: 'signed' | 'none'
}

/** The same with other contents, under ids of its own: a report that was opened keeps what it announced. */
export function renewed(draft: Draft, recording: Partial<Draft['report']['recording']>, more: Partial<Draft>): Draft {
  const { report } = { ...draft, ...more }
  return {
    ...draft,
    ...more,
    report: { ...report, id: newId(), recording: { ...report.recording, ...recording, id: newId() } },
  }
}

export const withoutReplay = (draft: Draft): Draft =>
  renewed(draft, { chunks: 0, assets: [] }, { chunks: [], files: [] })

export const withVoice = (
  draft: Draft,
  spoken: { note: VoiceNote; audio: Uint8Array<ArrayBuffer> } | undefined,
): Draft => renewed(draft, { voice: spoken?.note }, { voice: spoken?.audio })

/** A random UUID; `crypto.randomUUID` exists on secure pages only. */
export function newId(): string {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
