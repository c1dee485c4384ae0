import { inventoryTable } from '../inventory-tables.ts'
import { measuresBlocks } from '../measures.ts'
import type { Section } from '../model.ts'
import {
  answer,
  clientFacts,
  clientName,
  fact,
  facts,
  list,
  operatorFacts,
  operatorName,
  type Subject,
  textBlock,
  unique,
  whose,
} from '../parts.ts'
import { recipientsTable, transfersTable } from '../recipients.ts'
import { agreementClauses } from './agreement-clauses.ts'
import { activitiesTable } from './record-parts.ts'

function subjectMatter(subject: Subject): Section {
  const activities = subject.declarations.activities.filter(({ role }) => role === 'processor')
  const entries = subject.entries.filter(({ activity }) => activity?.role === 'processor')
  return {
    id: 'subject-matter',
    title: 'Subject matter and duration',
    blocks: [
      facts(
        fact('matter', 'Subject matter', activities.map(({ title }) => title).join('; ')),
        fact('nature', 'Nature', 'Collecting, storing, showing and erasing, by the program described in Annex I'),
        fact('purpose', 'Purpose', { items: activities.map(({ purpose }) => ({ text: purpose })) }),
        fact('data', 'Type of personal data', unique(entries.map(({ category }) => category)).join(', ')),
        fact('people', 'Categories of people', whose(activities.flatMap(({ subjects }) => subjects))),
        fact('duration', 'Duration', answer(subject.client, 'duration')),
      ),
      textBlock(
        `${clientName(subject)} decides why and how the data is processed, is responsible for a legal basis and for informing the people concerned, and may give instructions, check that they are followed, and have data erased or handed out at any time.`,
      ),
    ],
  }
}

/** Article 28(3): parties, subject matter, the duties (a) to (h), and annexes filled in from the declarations. */
export function processingAgreement(subject: Subject): Section[] {
  const { declarations, noticeDays, project } = subject
  const activities = declarations.activities.filter(({ role }) => role === 'processor')
  const held = subject.entries.filter(({ activity }) => activity?.role === 'processor')
  const parties = { operator: operatorName(subject), client: clientName(subject), noticeDays }
  return [
    {
      id: 'parties',
      title: 'Parties',
      blocks: [],
      sections: [
        {
          id: 'client',
          title: 'Controller',
          blocks: project
            ? [facts(...clientFacts(subject))]
            : [textBlock('The client; its details are filled in in the agreement of its project.')],
        },
        { id: 'operator', title: 'Processor', blocks: [facts(...operatorFacts(subject))] },
      ],
    },
    subjectMatter(subject),
    { id: 'duties', title: 'Duties of the processor', blocks: [], sections: agreementClauses(parties) },
    {
      id: 'annex-1',
      title: 'Annex I: the processing',
      blocks: [
        activitiesTable(subject, activities, ({ legalBasis }) => legalBasis),
        inventoryTable('held', 'What is stored', held),
      ],
    },
    { id: 'annex-2', title: 'Annex II: measures', blocks: measuresBlocks(subject) },
    { id: 'annex-3', title: 'Annex III: sub-processors', blocks: [recipientsTable(subject)] },
    { id: 'annex-4', title: 'Annex IV: transfers', blocks: [transfersTable(subject)] },
    {
      id: 'signatures',
      title: 'Signatures',
      blocks: [
        list([
          `For ${parties.client}: place, date, name, signature`,
          `For ${parties.operator}: place, date, name, signature`,
        ]),
      ],
    },
  ]
}
