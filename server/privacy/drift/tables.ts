import {
  boolean,
  id,
  integer,
  job,
  json,
  nullable,
  operational,
  type Strangers,
  table,
  text,
  timestamp,
} from '@vitrine/ledger'
import { accountability } from '../activity.ts'

/** How far a check has come, so that the next one goes on from there. */
export type Progress = {
  readonly scan: number
  readonly from: string | null
  readonly keys: Strangers
  readonly objects: Strangers
  readonly documents: Strangers
}

export const driftChecks = table(
  'drift_checks',
  {
    what: 'When what is stored was compared with what is declared, and how much was looked at.',
    activity: accountability,
    subjects: [],
    keep: { days: 90, from: 'started_at' },
    region: 'control',
  },
  {
    id: id(),
    started_at: timestamp(operational('audit', { what: 'When it began.' })),
    finished_at: nullable(timestamp(operational('audit', { what: 'When it ended.' }))),
    asked: boolean(operational('audit', { what: 'Whether somebody asked for it; else it was due.' })),
    looked: json<Record<string, number>>(operational('audit', { what: 'How much was looked at, by kind.' }), ['*']),
    progress: nullable(
      json<Progress>(operational('audit', { what: 'How far it has come; emptied when done.' }), [
        'scan',
        'from',
        'keys.*.count',
        'objects.*.count',
        'documents.*.count',
      ]),
    ),
    differences: nullable(integer(operational('audit', { what: 'How many differences it found.' }))),
  },
)

export const driftDifferences = table(
  'drift_differences',
  {
    what: 'Where what was stored and what is declared differed, from when to when.',
    activity: accountability,
    subjects: [],
    keep: { days: 365, from: 'last_seen_at' },
    region: 'control',
  },
  {
    id: id(),
    code: text(operational('audit', { what: 'What kind of difference.' })),
    place: text(operational('audit', { what: 'Where: a table, a column, the shape of a name, a host.' })),
    what: text(operational('audit', { what: 'The difference in a sentence.' })),
    write: text(operational('audit', { what: 'What to do about it.' })),
    first_seen_at: timestamp(operational('audit', { what: 'When it was first found.' })),
    last_seen_at: timestamp(operational('audit', { what: 'When it was last found.' })),
    gone_at: nullable(timestamp(operational('audit', { what: 'When it was gone.' }))),
  },
)

export const driftJob = job('privacy.drift', {
  what: 'Compares what is stored with what is declared.',
  activity: accountability,
  carries: { asked: boolean(operational('audit', { what: 'Whether somebody asked for it.' })) },
})
