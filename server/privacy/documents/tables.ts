import {
  type Answers,
  type Column,
  defaulted,
  id,
  integer,
  job,
  json,
  nullable,
  operational,
  personal,
  refers,
  table,
  text,
  timestamp,
} from '@vitrine/ledger'
import { accountability } from '../activity.ts'

export const documentVersions = table(
  'document_versions',
  {
    what: 'Every version of the published documents, each chained to the one before and signed.',
    activity: accountability,
    subjects: [],
    keep: { indefinitely: 'Shows what was promised on any past day.' },
    region: 'control',
  },
  {
    id: id(),
    kind: text(operational('audit', { what: 'Which document.' })),
    project_id: nullable(refers('projects')),
    number: integer(operational('audit', { what: 'The how manyth version it is.' })),
    hash: text(operational('audit', { what: 'SHA-256 of the content.' })),
    content: text(operational('audit', { what: 'Its whole content, published contacts included.' })),
    first_published_at: defaulted(timestamp(operational('audit', { what: 'Since when.' }))),
    release: nullable(text(operational('audit', { what: 'Version of the program.' }))),
    previous_seal: nullable(text(operational('audit', { what: 'Seal of the version before.' }))),
    seal: nullable(text(operational('audit', { what: 'SHA-256 over all of the above.' }))),
    signature: nullable(text(operational('audit', { what: 'The installation’s signature of the seal.' }))),
  },
)

export const documentAnswers = table(
  'document_answers',
  {
    what: 'What only people know and the documents must state: names, contacts, officers, safeguards of transfers.',
    activity: accountability,
    subjects: ['client'],
    keep: { lifetime: 'until they are changed, or their organization or project is deleted' },
    region: 'control',
  },
  {
    id: id(),
    organization_id: nullable(refers('organizations')),
    project_id: nullable(refers('projects')),
    answers: json<Answers>(personal('contact', { what: 'The answers, meant to be published.' }), ['*']),
    changed_at: defaulted(timestamp(operational('audit', { what: 'When they were last changed.' }))),
  },
)

export const publishedDocuments = table(
  'published_documents',
  {
    what: 'Which projects show their documents to everybody who has the address.',
    activity: accountability,
    subjects: ['client'],
    keep: { lifetime: 'until the project’s admins take them back' },
    region: 'control',
  },
  {
    project_id: refers('projects'),
    token: text(operational('configuration', { what: 'The part of the address that nobody can guess.' })),
    published_at: defaulted(timestamp(operational('audit', { what: 'Since when.' }))),
  },
)

export const recipientNotices = table(
  'recipient_notices',
  {
    what: 'When a recipient of data was announced, and when one stopped to be.',
    activity: accountability,
    subjects: [],
    keep: { indefinitely: 'Shows that clients were told in time.' },
    region: 'control',
  },
  {
    id: id(),
    recipient_id: text(operational('audit', { what: 'Which recipient.' })),
    change: text(operational('audit', { what: 'Whether it was added or removed.' })) as Column<
      'known' | 'announced' | 'added' | 'removed'
    >,
    name: text(operational('audit', { what: 'Its name.' })),
    notice: text(operational('audit', { what: 'What clients were told.' })),
    announced_at: defaulted(timestamp(operational('audit', { what: 'When.' }))),
    effective_at: timestamp(operational('audit', { what: 'When the notice ends.' })),
  },
)

export const publishJob = job('privacy.publish-documents', {
  what: 'Publishes documents that have changed, and announces new recipients.',
  activity: accountability,
  carries: {},
})
