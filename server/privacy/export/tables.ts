import {
  activity,
  bigint,
  bucket,
  bytes,
  defaulted,
  id,
  integer,
  job,
  keyspace,
  nullable,
  operational,
  personal,
  refers,
  table,
  text,
  timestamp,
  uuid,
  wrappedKey,
} from '@vitrine/ledger'

export const handingOut = activity('data-export', {
  title: 'Copies of data, on request',
  role: 'controller',
  purpose:
    'Giving people and clients a copy of what is held about them or on their behalf, in a form that others can read.',
  legalBasis: 'legal obligation',
  subjects: ['visitor', 'member', 'client'],
  safeguards: [
    'Encrypted under a key of its own, and deleted after a week',
    'Only for whoever asked for it, and only while they still have the right to it',
    'Secrets and what is about other people are left out',
  ],
})

/** A week after it was made. */
export const keptDays = 7

const audited = (what: string) => operational('audit', { what })

export const dataExports = table(
  'data_exports',
  {
    what: 'Which copies of data were asked for, by whom, and how far they have come.',
    activity: handingOut,
    subjects: ['visitor', 'member', 'client'],
    keep: { until: 'expires_at' },
    region: 'home',
  },
  {
    id: id(),
    subject_kind: text(audited('What it is a copy of: a recording, a report, a project and so on.')),
    subject_id: uuid(audited('Which one, by its id.')),
    organization_id: nullable(refers('organizations')),
    project_id: nullable(refers('projects')),
    report_id: nullable(refers('reports')),
    recording_id: nullable(refers('recordings')),
    visitor_id: nullable(refers('visitors')),
    member_id: nullable(refers('users')),
    requested_by: nullable(refers('users', 'clear', operational('reference', { what: 'Who asked, by their id.' }))),
    requested_at: defaulted(timestamp(audited('When it was asked for.'))),
    state: text(audited('How far it has come.')),
    tries: defaulted(integer(operational('operation', { what: 'How often it was begun.' }))),
    attempt: nullable(uuid(operational('reference', { what: 'Which attempt is under way, or made the file.' }))),
    parts: defaulted(integer(operational('operation', { what: 'Of how many pieces it consists.' }))),
    parts_done: defaulted(integer(operational('operation', { what: 'How many of them are in it.' }))),
    stored_bytes: nullable(bigint(operational('operation', { what: 'Size of the file.' }))),
    manifest_sha256: nullable(bytes(audited('SHA-256 of the list of what is in it.'))),
    finished_at: nullable(timestamp(audited('When it was ready.'))),
    expires_at: timestamp(operational('operation', { what: 'When it is deleted: a week after it was ready.' })),
  },
)

export const exportKeys = table(
  'export_keys',
  {
    what: 'Encryption keys of copies, themselves encrypted.',
    activity: handingOut,
    subjects: ['visitor', 'member', 'client'],
    keep: { with: 'data_exports' },
    region: 'home',
    store: 'keys',
    holdsKeys: true,
  },
  {
    export_id: refers('data_exports'),
    wrapped: wrappedKey(operational('secret', { what: 'The key, encrypted under another.' }), ['export_id']),
    created_at: defaulted(timestamp(operational('operation', { what: 'Since when.' }))),
  },
)

export const exportObjects = bucket('exports/{id}/', {
  what: 'The copy itself: a ZIP file, encrypted.',
  activity: handingOut,
  subjects: ['visitor', 'member', 'client'],
  holds: personal('content'),
  region: 'home',
  of: 'data_exports',
  encrypted: true,
  copies: true,
})

export const exportRequests = keyspace('export-requests:{id}', {
  kind: 'counter',
  what: 'How many copies a member has asked for of late.',
  activity: handingOut,
  subjects: ['member'],
  holds: operational('operation'),
  ttl: { seconds: 3_600, why: 'At most so many in an hour.' },
  survives: 'nothing',
  region: 'control',
  of: 'users',
})

export const exportDownloads = keyspace('export-downloads:{id}', {
  kind: 'counter',
  what: 'How often a copy was fetched of late.',
  activity: handingOut,
  subjects: ['member'],
  holds: operational('operation'),
  ttl: { seconds: 3_600, why: 'At most so many in an hour.' },
  survives: 'nothing',
  region: 'control',
  of: 'data_exports',
})

export const makeExport = job('privacy.export', {
  what: 'Makes one copy of data.',
  activity: handingOut,
  carries: {
    exportId: uuid(operational('reference', { what: 'Which one, by its id.' })),
    region: text(operational('configuration', { what: 'Whose stores it concerns.' })),
  },
})
