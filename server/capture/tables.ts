import {
  activity,
  bigint,
  boolean,
  bucket,
  bytes,
  defaulted,
  id,
  integer,
  job,
  json,
  keyspace,
  nullable,
  operational,
  personal,
  refers,
  sealed,
  table,
  telemetry,
  text,
  timestamp,
  uuid,
  wrappedKey,
} from '@vitrine/ledger'
import type { CaptureSummary } from '@vitrine/protocol'

export const debugging = activity('debugging', {
  title: 'Reports and recordings of problems',
  role: 'processor',
  purpose: 'Showing a support engineer what happened on the page when a visitor chose to report a problem.',
  legalBasis: "controller's instructions",
  subjects: ['visitor'],
  serves: 'support',
  safeguards: [
    'Nothing about the visitor leaves the browser before they press send',
    'Masking in the browser, a second scan before anything is written',
    'Each recording encrypted with its own key, destroyed first on erasure',
  ],
})

export const recordings = table(
  'recordings',
  {
    what: 'What a visitor sent with a report: the sealed description, console, timeline and context, and facts about the browser.',
    activity: debugging,
    subjects: ['visitor'],
    keep: { window: 'project', from: 'created_at', unfinished: { without: 'completed_at', days: 2 } },
    region: 'home',
    subject: 'recording',
  },
  {
    id: id(),
    project_id: refers('projects'),
    report_id: nullable(refers('reports')),
    visitor_id: nullable(refers('visitors')),
    state: text(operational('operation', { what: 'Whether it has arrived completely.' })),
    started_at: timestamp(telemetry('behaviour', { what: 'When the stretch begins.' })),
    ended_at: timestamp(telemetry('behaviour', { what: 'When it ends.' })),
    chunks: integer(telemetry('operation', { what: 'Of how many pieces it consists.' })),
    description: sealed(personal('content', { what: 'What the visitor wrote.' })),
    console: sealed(personal('behaviour', { masked: true, what: 'Console messages.' })),
    timeline: sealed(telemetry('behaviour', { masked: true, what: 'Clicks, navigations, requests and errors.' })),
    context: sealed(personal('content', { masked: true, what: 'Facts that the client’s site adds.' })),
    environment: sealed(telemetry('device', { what: 'User agent, viewport, locale, time zone.' })),
    errors: integer(telemetry('operation', { what: 'Number of errors in the timeline.' })),
    failed_requests: integer(telemetry('operation', { what: 'Number of failed requests in the timeline.' })),
    policy_hash: text(operational('configuration', { what: 'Which masking policy applied.' })),
    mask_counts: json<Record<string, number>>(operational('operation', { what: 'How much was masked, by kind.' }), [
      '*',
    ]),
    redacted_counts: json<Record<string, number>>(
      operational('operation', { what: 'What the second scan redacted.' }),
      ['*'],
    ),
    capture: nullable(
      json<CaptureSummary>(telemetry('operation', { what: 'What recording cost the page, and what it left out.' }), [
        'spentMs',
        'longestMs',
        'skipped.*',
      ]),
    ),
    created_at: defaulted(timestamp(operational('operation', { what: 'When it began to arrive.' }))),
    completed_at: nullable(timestamp(operational('operation', { what: 'When it had arrived.' }))),
  },
)

export const recordingBlocks = table(
  'recording_blocks',
  {
    what: 'The pieces of a recording: which there are, and of what size.',
    activity: debugging,
    subjects: ['visitor'],
    keep: { with: 'recordings' },
    region: 'home',
  },
  {
    recording_id: refers('recordings'),
    seq: integer(operational('reference')),
    sha256: bytes(
      operational('operation', { what: 'SHA-256 of the piece as it was sent, so that a repeated one is recognised.' }),
    ),
    first_at: timestamp(telemetry('behaviour', { what: 'When the first thing in it happened.' })),
    last_at: timestamp(telemetry('behaviour', { what: 'When the last thing in it happened.' })),
    events: integer(telemetry('operation', { what: 'How many things happened in it.' })),
    stored_bytes: bigint(operational('operation', { what: 'Its size.' })),
    keyframe_bytes: nullable(bigint(operational('operation', { what: 'Size of its keyframe.' }))),
    created_at: defaulted(timestamp(operational('operation', { what: 'When it arrived.' }))),
  },
)

export const dataKeys = table(
  'data_keys',
  {
    what: 'Encryption keys of projects and recordings, themselves encrypted.',
    activity: debugging,
    subjects: ['visitor'],
    keep: { with: 'projects' },
    region: 'home',
    store: 'keys',
    holdsKeys: true,
  },
  {
    id: id(),
    project_id: refers('projects'),
    recording_id: nullable(refers('recordings')),
    wrapped: wrappedKey(operational('secret', { what: 'The key, encrypted under another.' }), [
      'recording_id',
      'project_id',
    ]),
    created_at: defaulted(timestamp(operational('operation', { what: 'Since when.' }))),
  },
)

export const assets = table(
  'assets',
  {
    what: 'Style sheets, fonts and pictures that recordings show, each once per project.',
    activity: debugging,
    subjects: ['visitor'],
    keep: { whileReferredBy: 'recording_assets' },
    onlyWith: 'assets',
    region: 'home',
  },
  {
    id: id(),
    project_id: refers('projects'),
    sha256: bytes(
      operational('operation', { what: 'SHA-256 of the file as the page had it, so that it is sent once.' }),
    ),
    type: nullable(text(operational('operation', { what: 'Which kind of file, by its content.' }))),
    stored_bytes: nullable(bigint(operational('operation', { what: 'Its size.' }))),
    redacted: defaulted(boolean(operational('operation', { what: 'Whether the second scan changed it.' }))),
    created_at: defaulted(timestamp(operational('operation', { what: 'When it was first announced.' }))),
    held_at: nullable(timestamp(operational('operation', { what: 'When it had arrived.' }))),
  },
)

export const recordingAssets = table(
  'recording_assets',
  {
    what: 'Which style sheets, fonts and pictures a recording shows.',
    activity: debugging,
    subjects: ['visitor'],
    keep: { with: 'recordings' },
    onlyWith: 'assets',
    region: 'home',
  },
  {
    id: id(),
    recording_id: refers('recordings'),
    asset_id: refers('assets'),
    urls: sealed(telemetry('behaviour', { masked: true, what: 'Where the page had it from, values masked.' })),
    sent_at: nullable(timestamp(operational('operation', { what: 'When this recording brought it.' }))),
    created_at: defaulted(timestamp(operational('operation', { what: 'When it was announced.' }))),
  },
)

export const assetObjects = bucket('assets/{project_id}/{id}/', {
  what: 'Style sheets, fonts and pictures of recorded pages, encrypted with the project’s key.',
  activity: debugging,
  subjects: ['visitor'],
  holds: personal('content', { masked: true }),
  onlyWith: 'assets',
  region: 'home',
  of: 'assets',
  encrypted: true,
})

export const recordingObjects = bucket('recordings/{project_id}/{id}/', {
  what: 'The replay: what the page looked like and what was done on it, in encrypted blocks.',
  activity: debugging,
  subjects: ['visitor'],
  holds: personal('behaviour', { masked: true }),
  onlyWith: 'recording',
  region: 'home',
  of: 'recordings',
  encrypted: true,
})

export const snippetSeen = keyspace('snippet-seen:{id}', {
  kind: 'window',
  what: 'On which origins the snippet was seen in the last ten minutes.',
  activity: debugging,
  subjects: ['client'],
  holds: telemetry('operation'),
  ttl: { seconds: 3_600, why: 'Of which the last ten minutes are shown.' },
  survives: 'nothing',
  region: 'home',
  of: 'projects',
})

export const intakeRate = keyspace('intake-rate:{kind}:{address_mac}', {
  kind: 'counter',
  what: 'How many requests an address has just sent, by a keyed hash of the address.',
  activity: debugging,
  subjects: ['visitor'],
  holds: telemetry('operation'),
  ttl: { seconds: 60, why: 'The rate limit counts by the minute.' },
  survives: 'nothing',
  region: 'control',
})

export const projectNews = keyspace('project-news:{id}', {
  kind: 'channel',
  what: 'Which report of a project has just changed, and where its snippet was just seen.',
  activity: debugging,
  subjects: ['visitor'],
  holds: operational('reference'),
  ttl: { seconds: 1, why: 'Messages are not kept.' },
  survives: 'nothing',
  region: 'control',
  of: 'projects',
})

export const indexRecording = job('capture.index-recording', {
  what: 'Computes the keyframes of a complete recording.',
  activity: debugging,
  carries: {
    recordingId: uuid(operational('reference', { what: 'Which recording, by its id.' })),
    projectId: uuid(operational('reference', { what: 'Which project, by its id.' })),
    region: text(operational('configuration', { what: 'Its region.' })),
  },
})

export * from './triggers/tables.ts'
export * from './voice/tables.ts'
