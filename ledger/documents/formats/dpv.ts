import type { Activity } from '../../activity.ts'
import type { Declarations } from '../../declarations.ts'
import { duration } from '../../keep.ts'
import type { BrowserKey } from '../../place.ts'
import { dpvBasis, dpvCategory, dpvPurpose, dpvSubject } from '../../terms.ts'
import type { Circumstances, StandingRecipient } from '../installation.ts'
import { type DocumentKind, documentKinds } from '../kinds.ts'
import { cellText } from '../model.ts'
import { narrowed } from '../narrow.ts'
import {
  categoriesOf,
  clientName,
  entriesOf,
  operatorAnswers,
  operatorName,
  placesOf,
  receiving,
  type Subject,
  subjectOf,
  unique,
} from '../parts.ts'
import type { legalBases, transferBases } from '../questions.ts'
import { countryOf, transferOf } from '../recipients.ts'
import { dpvNamespaces } from '../terms/dpv-terms.ts'
import { activitiesFor } from './narrow-kind.ts'

/** A node of JSON-LD. */
export type Node = {
  readonly '@id'?: string
  readonly '@type': string | readonly string[]
  readonly [property: string]: unknown
}

const transferTerms: Record<string, string> = {
  adequacy: 'eu-gdpr:A45-3',
  clauses: 'eu-gdpr:A46-2-c',
  rules: 'eu-gdpr:A46-2-b',
  conduct: 'eu-gdpr:A46-2-e',
  certification: 'eu-gdpr:A46-2-f',
}

const basisTerms: Record<keyof typeof legalBases, string> = {
  consent: 'eu-gdpr:A6-1-a',
  contract: 'eu-gdpr:A6-1-b',
  'legal obligation': 'eu-gdpr:A6-1-c',
  'vital interests': 'eu-gdpr:A6-1-d',
  'public interest': 'eu-gdpr:A6-1-e',
  'legitimate interests': 'eu-gdpr:A6-1-f',
}

const refer = (id: string) => ({ '@id': id })
const terms = (list: readonly string[]) => unique(list).map(refer)

const storage = (group: string, place: string, kept: string, location: string): Node => ({
  '@type': 'dpv:StorageCondition',
  'dct:title': group,
  'dct:description': place,
  'dpv:hasDuration': { '@type': 'dpv:StorageDuration', 'dct:description': kept },
  'dpv:hasLocation': { '@type': 'dpv:StorageLocation', 'dct:description': location },
})

const measure = (text: string): Node => ({ '@type': 'dpv:TechnicalOrganisationalMeasure', 'dct:description': text })

function conditionsOf(subject: Subject, activity: Activity): Node[] {
  const places = Map.groupBy(entriesOf(subject, activity), ({ group, place, kept }) => [group, place, kept].join('\n'))
  return [...places.values()].flatMap(([first]) =>
    first ? [storage(first.group, first.place, first.kept, placesOf(subject))] : [],
  )
}

function processOf(subject: Subject, activity: Activity): Node {
  const categories = categoriesOf(subject, activity)
  const held = entriesOf(subject, activity)
  const controlled = activity.role === 'controller'
  const said = subject.client['basis'] as keyof typeof basisTerms | undefined
  const basis = dpvBasis[activity.legalBasis] ?? (subject.project && said ? basisTerms[said] : undefined)
  const protections = [
    ...(held.some(({ encrypted }) => encrypted) ? ['dpv:EncryptionAtRest', 'dpv:CryptographicKeyManagement'] : []),
    ...(held.some(({ masked }) => masked) ? ['dpv:DataRedaction'] : []),
  ]
  return {
    '@id': `#activity-${activity.id}`,
    '@type': 'dpv:PersonalDataProcess',
    'dct:title': activity.title,
    'dct:description': activity.purpose,
    'dpv:hasPurpose': refer(dpvPurpose[activity.serves ?? 'service']),
    'dpv:hasProcessing': terms(['dpv:Collect', 'dpv:Store', 'dpv:Erase']),
    'dpv:hasPersonalData': terms(
      categories.map((category) => dpvCategory[category]).filter((term) => term !== 'dpv:Data'),
    ),
    'dpv:hasData': terms(categories.map((category) => dpvCategory[category]).filter((term) => term === 'dpv:Data')),
    'dpv:hasDataSubject': terms(activity.subjects.map((kind) => dpvSubject[kind])),
    'dpv:hasDataController': refer(controlled ? '#operator' : '#client'),
    ...(controlled ? {} : { 'dpv:hasDataProcessor': refer('#operator') }),
    ...(basis ? { 'dpv:hasLegalBasis': refer(basis) } : {}),
    'dpv:hasRecipient': receiving(subject, categories, activity.subjects).map(({ id }) => refer(`#recipient-${id}`)),
    'dpv:hasStorageCondition': conditionsOf(subject, activity),
    'dpv:hasTechnicalMeasure': terms(protections),
    'dpv:hasTechnicalOrganisationalMeasure': activity.safeguards.map(measure),
  }
}

function recipientNode(subject: Subject, recipient: StandingRecipient): Node {
  const said = operatorAnswers(subject)
  const key = said[`recipient.${recipient.id}.transfer`] as keyof typeof transferBases | undefined
  const basis = key && transferTerms[key]
  return {
    '@id': `#recipient-${recipient.id}`,
    '@type': recipient.role === 'sub-processor' ? 'dpv:DataSubProcessor' : 'dpv:Recipient',
    'dpv:hasName': said[`recipient.${recipient.id}.name`] ?? recipient.name,
    'dct:title': recipient.name,
    'dct:description': recipient.purpose,
    'dpv:hasPersonalData': terms(recipient.receives.map((category) => dpvCategory[category])),
    'dpv:hasLocation': { '@type': 'dpv:Location', 'dct:description': cellText(countryOf(said, recipient)) },
    ...(basis ? { 'dpv:hasLegalBasis': refer(basis) } : {}),
    'dpv:hasStorageCondition': {
      '@type': 'dpv:StorageCondition',
      'dpv:hasDuration': { '@type': 'dpv:StorageDuration', 'dct:description': recipient.keeps },
    },
    'dpv:hasTechnicalOrganisationalMeasure': [
      ...recipient.safeguards.map(measure),
      ...(basis ? [] : [measure(`Transfer: ${cellText(transferOf(said, recipient))}`)]),
    ],
  }
}

const browserNode = ({ name, store, room, what, holds, ttl }: BrowserKey): Node => ({
  '@id': `#browser-${room}-${store}-${encodeURIComponent(name)}`,
  '@type': 'dpv:Process',
  'dct:title': name,
  'dct:description': what,
  'dpv:hasProcessing': refer('dpv:Store'),
  'dpv:hasData': refer(dpvCategory[holds.category]),
  'dpv:hasDataSubject': refer(dpvSubject[room === 'dashboard' ? 'member' : 'visitor']),
  'dpv:hasStorageCondition': storage(name, `${store} of the browser`, duration(ttl.seconds), 'the browser'),
})

function partiesOf(subject: Subject): Node[] {
  const said = operatorAnswers(subject)
  const state = (property: string, value: string | undefined) => (value?.trim() ? { [property]: value.trim() } : {})
  const party = (id: string, name: string, answers: typeof said): Node => ({
    '@id': id,
    '@type': 'dpv:LegalEntity',
    'dpv:hasName': name,
    ...state('dpv:hasAddress', answers['address']),
    ...state('dpv:hasContact', answers['privacyContact'] ?? answers['contact']),
    ...state('dpv:hasDataProtectionOfficer', answers['dpo']),
    ...state('dpv:hasRepresentative', answers['representative']),
  })
  return [
    party('#operator', operatorName(subject), said),
    party(
      '#client',
      subject.project ? clientName(subject) : 'Each organization that uses the installation',
      subject.client,
    ),
  ]
}

/** A document in the words of the Data Privacy Vocabulary 2.3, as JSON-LD. */
export function dpvOf(kind: DocumentKind, declarations: Declarations, circumstances: Circumstances): object {
  const subject = subjectOf(narrowed(declarations, circumstances), circumstances)
  const activities = activitiesFor(kind, subject)
  const withBrowser = kind === 'browser-storage' || kind === 'privacy-page' || kind === 'retention-schedule'
  const processes = [
    ...activities.map((activity) => processOf(subject, activity)),
    ...(withBrowser ? subject.declarations.browserKeys.map(browserNode) : []),
  ]
  const recipients =
    kind === 'browser-storage' || kind === 'retention-schedule'
      ? subject.recipients.filter((one) =>
          activities.some((activity) =>
            receiving(subject, categoriesOf(subject, activity), activity.subjects).includes(one),
          ),
        )
      : subject.recipients
  return {
    '@context': {
      ...dpvNamespaces,
      dct: 'http://purl.org/dc/terms/',
      '@base': `${circumstances.installation.publicUrl}/documents/${kind}`,
    },
    '@graph': [
      {
        '@id': '',
        '@type': kind.startsWith('record')
          ? 'dpv:DataProcessingRecord'
          : kind === 'processing-agreement'
            ? 'dpv:DataProcessingAgreement'
            : 'dpv:PrivacyNotice',
        'dct:title': documentKinds[kind].title,
        'dpv:hasProcess': processes.map((node) => refer(node['@id'] ?? '')),
      },
      ...partiesOf(subject),
      ...processes,
      ...recipients.map((recipient) => recipientNode(subject, recipient)),
    ],
  }
}
