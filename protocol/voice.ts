import { z } from 'zod'

const Milliseconds = z.number().int().min(0).max(600_000)

/** What the visitor said: Opus in WebM. Pauses cut it into stretches; each says which moment of the replay it goes with. */
export const VoiceNote = z.object({
  bytes: z.number().int().min(1).max(10_000_000),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  durationMs: Milliseconds,
  /** `at` is milliseconds since the epoch, `offsetMs` the place in the audio. */
  stretches: z
    .array(
      z.object({ at: z.number().min(0).max(253_402_300_799_999), offsetMs: Milliseconds, durationMs: Milliseconds }),
    )
    .min(1)
    .max(100),
})
export type VoiceNote = z.infer<typeof VoiceNote>

export const VoiceParams = z.object({ recordingId: z.uuid() })
/** SHA-256 of the body, as announced when the report was opened. */
export const VoiceHeaders = z.object({ 'x-vitrine-sha256': z.string().regex(/^[0-9a-f]{64}$/) })
export const VoiceStored = z.object({ stored: z.boolean() })
export type VoiceStored = z.infer<typeof VoiceStored>

/** What the dashboard knows of a note; the audio is read on its own. */
export const Voice = VoiceNote.pick({ durationMs: true, stretches: true })
export type Voice = z.infer<typeof Voice>
