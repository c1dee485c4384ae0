import {
  activity,
  bigint,
  bucket,
  bytes,
  defaulted,
  integer,
  json,
  nullable,
  operational,
  personal,
  refers,
  table,
  telemetry,
  timestamp,
} from '@vitrine/ledger'
import type { VoiceNote } from '@vitrine/protocol'

export const speaking = activity('voice-notes', {
  title: 'Voice notes',
  role: 'processor',
  purpose: 'Hearing from the visitor, in their own words, what went wrong, in step with the replay of it.',
  legalBasis: "controller's instructions",
  subjects: ['visitor'],
  serves: 'support',
  onlyWith: 'voice',
  safeguards: [
    'Recorded only after the visitor pressed record and allowed the microphone',
    'The visitor hears it and may drop it before anything is sent',
    'Encrypted with the key of its recording; can be deleted on its own',
  ],
})

export const voiceNotes = table(
  'voice_notes',
  {
    what: 'Which recordings have a voice note, how long it is, and to which moments it belongs.',
    activity: speaking,
    subjects: ['visitor'],
    keep: { with: 'recordings' },
    region: 'home',
  },
  {
    recording_id: refers('recordings'),
    sha256: bytes(operational('operation', { what: 'SHA-256 of the audio as it was sent.' })),
    duration_ms: integer(telemetry('behaviour', { what: 'How long it is.' })),
    stretches: json<VoiceNote['stretches']>(
      telemetry('behaviour', { what: 'Which part of it goes with which moment of the replay.' }),
      ['[].at', '[].offsetMs', '[].durationMs'],
    ),
    announced_bytes: bigint(operational('operation', { what: 'Its size, as announced.' })),
    stored_bytes: nullable(bigint(operational('operation', { what: 'Its size, once it has arrived.' }))),
    created_at: defaulted(timestamp(operational('operation', { what: 'When it was announced.' }))),
  },
)

export const voiceObjects = bucket('voice/{project_id}/{id}/', {
  what: 'What the visitor said: Opus audio in WebM, encrypted.',
  activity: speaking,
  subjects: ['visitor'],
  holds: personal('content'),
  region: 'home',
  of: 'recordings',
  encrypted: true,
})

/** One note per recording. */
export const voiceObject = (recording: { id: string; project_id: string }) =>
  voiceObjects.object({ project_id: recording.project_id, id: recording.id }, 'note')
