import type { Activity } from '../../activity.ts'
import type { Declarations } from '../../declarations.ts'
import type { Meaning, SubjectKind } from '../../meaning.ts'
import { fideslang, fideslangBasis, fideslangSubject, fideslangUse } from '../../terms.ts'
import type { Circumstances, StandingRecipient } from '../installation.ts'
import type { DocumentKind } from '../kinds.ts'
import { cellText } from '../model.ts'
import { narrowed } from '../narrow.ts'
import {
  categoriesOf,
  entriesOf,
  operatorAnswers,
  operatorName,
  receiving,
  type Subject,
  subjectOf,
  unique,
} from '../parts.ts'
import { countryOf } from '../recipients.ts'
import { activitiesFor } from './narrow-kind.ts'

/** Keys may hold letters, digits, "_", "." and "-". */
const key = (text: string): string => text.replaceAll(/[^\w.-]+/g, '_').replaceAll(/^_+|_+$/g, '')

type Field = { readonly name: string; readonly description: string; readonly data_categories: readonly string[] }
type Collection = {
  readonly name: string
  readonly description: string
  readonly data_subjects?: readonly string[]
  readonly fields: readonly Field[]
}

const field = (name: string, { category, what }: Meaning, otherwise: string): Field => ({
  name: key(name),
  description: what ?? otherwise,
  data_categories: [fideslang[category]],
})

const subjects = (kinds: readonly SubjectKind[]) =>
  kinds.length > 0 ? { data_subjects: unique(kinds.map((kind) => fideslangSubject[kind])) } : {}

const dataset = (fides_key: string, name: string, description: string, collections: readonly Collection[]) =>
  collections.length === 0 ? [] : [{ fides_key, organization_fides_key: 'operator', name, description, collections }]

const single = (name: string, description: string, holds: Meaning, kinds: readonly SubjectKind[]): Collection => ({
  name: key(name),
  description,
  ...subjects(kinds),
  fields: [field('content', holds, description)],
})

function datasets({ declarations }: Subject, kind: DocumentKind) {
  const browser = declarations.browserKeys.map(({ name, store, room, what, holds }) =>
    single(`${room}.${store}.${name}`, what, holds, [room === 'dashboard' ? 'member' : 'visitor']),
  )
  if (kind === 'browser-storage') return dataset('browser', 'Browser storage', 'What stays in a browser.', browser)
  if (kind === 'sub-processors') return []
  return [
    ...dataset(
      'database',
      'Database',
      'PostgreSQL.',
      declarations.tables.map(({ name, what, columns, subjects: kinds }) => ({
        name: key(name),
        description: what,
        ...subjects(kinds),
        fields: Object.entries(columns).map(([column, { meaning }]) => field(column, meaning, column)),
      })),
    ),
    ...dataset(
      'objects',
      'Object storage',
      'Files or S3.',
      declarations.buckets.map((one) => single(one.pattern, one.what, one.holds, one.subjects)),
    ),
    ...dataset(
      'short_lived',
      'Short-lived store',
      'Memory or Redis.',
      declarations.keyspaces.map(({ pattern, what, holds, entries = { content: holds }, subjects: kinds }) => ({
        name: key(pattern),
        description: what,
        ...subjects(kinds),
        fields: Object.entries(entries).map(([name, meaning]) => field(name, meaning, what)),
      })),
    ),
    ...dataset(
      'local_files',
      'Files of a machine',
      'In the data folder.',
      declarations.localFiles.map((one) => single(one.pattern, one.what, one.holds, one.subjects)),
    ),
    ...dataset(
      'queue',
      'Job queue',
      'Queued work.',
      declarations.jobs.map(({ name, what, carries }) => ({
        name: key(name),
        description: what,
        fields: Object.entries(carries).map(([column, { meaning }]) => field(column, meaning, column)),
      })),
    ),
    ...dataset('browser', 'Browser storage', 'What stays in a browser.', browser),
  ]
}

function declarationOf(subject: Subject, activity: Activity) {
  const categories = categoriesOf(subject, activity)
  const basis = fideslangBasis[activity.legalBasis]
  const held = entriesOf(subject, activity)
  const reached = receiving(subject, categories, activity.subjects)
  return {
    name: activity.title,
    data_categories: unique(categories.map((category) => fideslang[category])),
    data_use: fideslangUse[activity.serves ?? 'service'],
    data_subjects: unique(activity.subjects.map((kind) => fideslangSubject[kind])),
    ...(basis ? { legal_basis_for_processing: basis } : {}),
    ...(reached.length > 0 ? { egress: reached.map(({ id }) => key(id)), data_shared_with_third_parties: true } : {}),
    retention_period: unique(held.map(({ kept }) => kept)).join('; ') || 'nothing stored',
  }
}

function recipientSystem(subject: Subject, recipient: StandingRecipient) {
  const said = operatorAnswers(subject)
  return {
    fides_key: key(recipient.id),
    organization_fides_key: 'operator',
    name: recipient.name,
    description: recipient.purpose,
    system_type: 'Third Party',
    legal_name: said[`recipient.${recipient.id}.name`] ?? 'Not stated',
    legal_address: cellText(countryOf(said, recipient)),
    responsibility: recipient.role === 'sub-processor' ? ['Sub-Processor'] : [],
    data_security_practices: recipient.safeguards.join('; '),
    privacy_declarations: [],
  }
}

/** A document in the words of fideslang: organization, datasets, systems with their privacy declarations. */
export function fideslangOf(kind: DocumentKind, declarations: Declarations, circumstances: Circumstances): object {
  const subject = subjectOf(narrowed(declarations, circumstances), circumstances)
  const said = operatorAnswers(subject)
  const activities = activitiesFor(kind, subject)
  const roles = unique(activities.map(({ role }) => (role === 'controller' ? 'Controller' : 'Processor')))
  const inUse = subject.recipients.filter(({ status }) => status === 'in use')
  const named = (name: string | undefined) => ({ name: name?.trim() || 'Not stated' })
  return {
    organization: [
      {
        fides_key: 'operator',
        name: operatorName(subject),
        controller: { name: operatorName(subject), address: said['address'] ?? '', email: said['contact'] ?? '' },
        data_protection_officer: named(said['dpo']),
        representative: named(said['representative']),
      },
    ],
    dataset: datasets(subject, kind),
    system: [
      {
        fides_key: 'vitrine',
        organization_fides_key: 'operator',
        name: 'Vitrine',
        description: 'The installation as a whole.',
        system_type: 'Service',
        responsibility: roles,
        dataset_references: datasets(subject, kind).map(({ fides_key }) => fides_key),
        uses_cookies: subject.declarations.browserKeys.some(({ store }) => store === 'cookie'),
        uses_non_cookie_access: subject.declarations.browserKeys.some(({ store }) => store !== 'cookie'),
        egress: inUse.map(({ id, receives }) => ({
          fides_key: key(id),
          type: 'system',
          data_categories: unique(receives.map((category) => fideslang[category])),
        })),
        privacy_declarations: activities.map((activity) => declarationOf(subject, activity)),
      },
      ...subject.recipients.map((recipient) => recipientSystem(subject, recipient)),
    ],
  }
}
