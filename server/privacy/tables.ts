import { defaulted, id, job, json, nullable, operational, refers, table, text, timestamp, uuid } from '@vitrine/ledger'
import type { StoreOutcome } from '@vitrine/protocol'
import { accountability } from './activity.ts'
import type { Found } from './erasure/find.ts'

export * from './drift/tables.ts'

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
    subject_kind: text(operational('audit', { what: 'Whether a recording, a report or a project.' })),
    subject_id: uuid(operational('audit', { what: 'Which one, by its id.' })),
    project_id: refers('projects', kept),
    requested_by: nullable(refers('users', kept, operational('reference', { what: 'Who asked, by their id.' }))),
    requested_at: defaulted(timestamp(operational('audit', { what: 'When it was asked for.' }))),
    region: text(operational('audit', { what: 'Whose stores it concerns.' })),
    state: text(operational('audit', { what: 'How far it has come.' })),
    found: json<Found>(operational('audit', { what: 'Ids and names of what is to go; emptied when done.' })),
    stores: json<StoreOutcome[]>(operational('audit', { what: 'What became of it, place by place.' })),
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
export * from './documents/tables.ts'
export * from './export/tables.ts'
