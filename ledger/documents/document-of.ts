import type { Declarations } from '../declarations.ts'
import type { Circumstances } from './installation.ts'
import { browserStorage } from './kinds/browser-storage.ts'
import { privacySections } from './kinds/privacy-sections.ts'
import { processingAgreement } from './kinds/processing-agreement.ts'
import { processingSummary } from './kinds/processing-summary.ts'
import { recordController } from './kinds/record-controller.ts'
import { recordProcessor } from './kinds/record-processor.ts'
import { retentionSchedule } from './kinds/retention-schedule.ts'
import { subProcessors } from './kinds/sub-processors.ts'
import { type DocumentKind, documentKinds } from './kinds.ts'
import type { Document, Fact, Gap, Section } from './model.ts'
import { narrowed } from './narrow.ts'
import { answer, clientName, fact, operatorAnswers, placesOf, type Subject, subjectOf } from './parts.ts'
import { type PrivacyPage, privacyPage } from './privacy-page.ts'
import { clientQuestions, gapsIn, operatorQuestions } from './questions.ts'
import { questionsOfRecipients } from './recipients.ts'

const sectionsOf: Record<DocumentKind, (subject: Subject) => Section[]> = {
  'privacy-page': (subject) =>
    privacySections(privacyPage(subject.declarations, subject.installation, subject.project)),
  'processing-summary': processingSummary,
  'record-controller': recordController,
  'record-processor': recordProcessor,
  'sub-processors': subProcessors,
  'processing-agreement': processingAgreement,
  'retention-schedule': retentionSchedule,
  'browser-storage': browserStorage,
}

/** Documents that state who is who: only they have gaps when nobody has said it. */
const stating: ReadonlySet<DocumentKind> = new Set([
  'record-controller',
  'record-processor',
  'sub-processors',
  'processing-agreement',
])

/** What only a human knows and has not said, by who could say it. */
export function gapsOf(circumstances: Circumstances): Gap[] {
  const said = operatorAnswers(circumstances)
  return [
    ...gapsIn(operatorQuestions, said, 'operator'),
    ...gapsIn(questionsOfRecipients(circumstances), said, 'operator'),
    ...(circumstances.project ? gapsIn(clientQuestions, circumstances.client, 'client') : []),
  ]
}

function mastheadOf(circumstances: Circumstances): Fact[] {
  const { project } = circumstances
  const said = operatorAnswers(circumstances)
  return [
    ...(project ? [fact('client', 'Client', clientName(circumstances)), fact('project', 'Project', project.name)] : []),
    fact('operator', 'Operator', answer(said, 'name')),
    fact('privacy', 'Privacy contact', answer(said, 'privacyContact', answer(said, 'contact'))),
    fact('stored', 'Stored in', placesOf(circumstances)),
  ]
}

const privacyTitle = 'What is stored here, why, and for how long'

const settingsSection = ({ project }: Circumstances): Section[] =>
  project
    ? [
        {
          id: 'settings',
          title: 'How this project is set',
          blocks: [{ kind: 'facts', facts: project.settings.map(([term, value]) => fact(term, term, value)) }],
        },
      ]
    : []

const lead: Record<DocumentKind, string> = {
  'privacy-page':
    'This page is rendered from the declarations by which the program itself works. When its stores hold anything else, it refuses to start.',
  'processing-summary':
    'What is processed, by kind of data, rendered from the declarations by which the program itself works.',
  'record-controller':
    'Kept under Article 30(1) of the GDPR and rendered from the declarations by which the program itself works.',
  'record-processor':
    'Kept under Article 30(2) of the GDPR and rendered from the declarations by which the program itself works.',
  'sub-processors': 'Only those that this installation really uses. The program can reach no other host.',
  'processing-agreement':
    'Between the client, as controller, and the operator, as processor, under Article 28(3) of the GDPR. Its annexes are rendered from the declarations by which the program itself works.',
  'retention-schedule':
    'Every place where something rests, with its time. The sweep and the erasures work from the same list.',
  'browser-storage': 'Everything that the program keeps in a browser, in cookies or otherwise.',
}

/** Pure: the same declarations and circumstances give the same document. */
export function documentOf(kind: DocumentKind, declarations: Declarations, circumstances: Circumstances): Document {
  const subject = subjectOf(narrowed(declarations, circumstances), circumstances)
  const { project, installation } = circumstances
  if (kind === 'privacy-page' && !project) return privacyDocument(privacyPage(subject.declarations, installation))
  const forOwnRegister = kind === 'record-controller' && project
  return {
    kind,
    title: kind === 'privacy-page' ? privacyTitle : documentKinds[kind].title,
    lead: forOwnRegister ? `${lead[kind]} Ready for ${clientName(circumstances)}’s own register.` : lead[kind],
    facts: mastheadOf(circumstances),
    sections: [...sectionsOf[kind](subject), ...settingsSection(circumstances)],
    gaps: stating.has(kind) ? gapsOf(circumstances) : [],
  }
}

const operatorLines = ({ name, address, country }: PrivacyPage['operator']): string[] => [
  ...new Set([name, ...[address, country].filter((line) => line !== 'Not stated')]),
]

/** A privacy page from its stored data, of whatever version. */
export const privacyDocument = (page: PrivacyPage): Document => ({
  kind: 'privacy-page',
  title: privacyTitle,
  lead: lead['privacy-page'],
  facts: [
    fact('operator', 'Operator', {
      items: operatorLines(page.operator).map((text) => ({ text })),
    }),
    fact('contact', 'Contact', page.operator.contact),
    fact('privacy', 'Privacy contact', page.operator.privacyContact),
    fact('stored', 'Stored in', page.stored ?? `region ${page.region}`),
  ],
  sections: privacySections(page),
  gaps: [],
})
