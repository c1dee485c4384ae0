import {
  activity,
  type Column,
  defaulted,
  id,
  keyspace,
  operational,
  personal,
  refers,
  sealed,
  table,
  telemetry,
  text,
  timestamp,
  uuid,
} from '@vitrine/ledger'

export const recognising = activity('recognising', {
  title: 'Telling whose report it is',
  role: 'processor',
  purpose:
    'Finding everything of one visitor when they, or the site that they use, ask for it to be erased or handed out.',
  legalBasis: "controller's instructions",
  subjects: ['visitor'],
  safeguards: [
    'Only where the client’s site says who its visitor is, and only with a report',
    'The id itself is never sent or stored, only a keyed hash of it',
    'The key of that hash is each project’s own, in the key store, and destroyed first with it',
  ],
})

export const visitors = table(
  'visitors',
  {
    what: 'Visitors whom a client’s site identified when they sent a report.',
    activity: recognising,
    subjects: ['visitor'],
    keep: { window: 'project', from: 'last_seen_at' },
    region: 'home',
    subject: 'visitor',
    recognisedBy: 'external_hash',
  },
  {
    id: id(),
    project_id: refers('projects'),
    external_hash: uuid(
      personal('identity', { what: 'Keyed hash of the id by which the client’s own site knows them.' }),
    ),
    first_seen_at: timestamp(telemetry('behaviour', { what: 'When their first report came.' })),
    last_seen_at: timestamp(telemetry('behaviour', { what: 'When their latest report came.' })),
  },
)

export const visitorLinkRate = keyspace('visitor-link-rate:{address_mac}', {
  kind: 'counter',
  what: 'How often an address has just used a visitor’s link, by a keyed hash of the address.',
  activity: recognising,
  subjects: ['visitor'],
  holds: operational('operation'),
  ttl: { seconds: 60, why: 'The rate limit counts by the minute.' },
  survives: 'nothing',
  region: 'control',
})

export type SecretPurpose = 'visitor-hash' | 'visitor-links'

export const projectSecrets = table(
  'project_secrets',
  {
    what: 'Secrets of a project: the key that hashes visitors’ ids, and the one that signs links for visitors.',
    activity: recognising,
    subjects: ['visitor'],
    keep: { with: 'projects' },
    region: 'home',
    store: 'keys',
    holdsKeys: true,
  },
  {
    id: id(),
    project_id: refers('projects'),
    purpose: text(operational('configuration', { what: 'What it is for.' })) as Column<SecretPurpose>,
    secret: sealed(operational('secret', { what: 'The secret, encrypted.' })),
    created_at: defaulted(timestamp(operational('operation', { what: 'Since when.' }))),
  },
)
