import {
  bytes,
  type Column,
  defaulted,
  id,
  job,
  json,
  nullable,
  operational,
  refers,
  table,
  text,
  texts,
  timestamp,
  uuid,
} from '@vitrine/ledger'
import type { SignedReceipt, StoreOutcome } from '@vitrine/protocol'
import { accountability } from './activity.ts'
import type { Steps } from './erasure/carry-out-erasure.ts'
import type { Found } from './erasure/find.ts'

export * from './drift/tables.ts'

export type AskedBy = 'member' | 'visitor' | 'operator'

const kept = { keep: 'Evidence that the erasure happened; the id names nobody once the row is gone.' }

export const erasures = table(
  'erasures',
  {
    what: 'Which erasures were asked for, and their outcome in every store.',
    activity: accountability,
    subjects: ['visitor', 'member'],
    keep: { indefinitely: 'Compliance record; ids and counts only.' },
    region: 'control',
  },
  {
    id: id(),
    subject_kind: text(operational('audit', { what: 'What kind of thing or person.' })),
    subject_id: uuid(operational('audit', { what: 'Which one, by its id.' })),
    subject_hash: nullable(
      uuid(operational('audit', { what: 'Keyed hash of a visitor’s id, so that asking again is recognised.' })),
    ),
    project_id: nullable(refers('projects', kept)),
    organization_id: nullable(refers('organizations', kept)),
    asked_by: defaulted(
      text(operational('audit', { what: 'Whether a member, the visitor or the operator asked.' })) as Column<AskedBy>,
    ),
    requested_by: nullable(refers('users', kept, operational('reference', { what: 'Who asked, by their id.' }))),
    requested_at: defaulted(timestamp(operational('audit', { what: 'When it was asked for.' }))),
    regions: defaulted(texts(operational('audit', { what: 'Regions whose stores it concerns.' }))),
    idempotency_hash: nullable(
      bytes(operational('audit', { what: 'SHA-256 of the caller’s key, so that a repeated request is recognised.' })),
    ),
    state: text(operational('audit', { what: 'How far it has come.' })),
    found: json<Found>(operational('audit', { what: 'Ids and names of what is to go; emptied when done.' })),
    stores: json<StoreOutcome[]>(operational('audit', { what: 'What became of it, place by place.' })),
    steps: defaulted(json<Steps>(operational('audit', { what: 'When each step was done.' }))),
    receipt: nullable(
      json<SignedReceipt>(operational('audit', { what: 'The signed receipt: ids, keyed hashes and counts.' })),
    ),
    finished_at: nullable(timestamp(operational('audit', { what: 'When it was done.' }))),
  },
)

export const sweeps = table(
  'sweeps',
  {
    what: 'When the retention sweep ran, what it deleted and how late it was.',
    activity: accountability,
    subjects: [],
    keep: { days: 90, from: 'started_at' },
    region: 'control',
  },
  {
    id: id(),
    started_at: timestamp(operational('audit', { what: 'When it began.' })),
    finished_at: nullable(timestamp(operational('audit', { what: 'When it ended.' }))),
    erased: json<Record<string, number>>(operational('audit', { what: 'How many entries it deleted, by table.' }), [
      '*',
    ]),
    lateness: json<Record<string, number>>(
      operational('audit', { what: 'Seconds from the earliest due moment to its deletion, by table.' }),
      ['*'],
    ),
  },
)

export const eraseSubject = job('privacy.erase', {
  what: 'Carries out one erasure.',
  activity: accountability,
  carries: { erasureId: uuid(operational('audit', { what: 'Which erasure, by its id.' })) },
})

export const sweepJob = job('privacy.sweep', {
  what: 'Deletes what is past its time.',
  activity: accountability,
  carries: {},
})

export { accountability } from './activity.ts'
export * from './documents/objections/tables.ts'
export * from './documents/tables.ts'
export * from './export/tables.ts'
