import { measuresBlocks } from '../measures.ts'
import type { Block, Section } from '../model.ts'
import { clientFacts, facts, list, operatorFacts, type Subject, textBlock } from '../parts.ts'
import { recipientsTable, transfersTable } from '../recipients.ts'
import { activitiesTable } from './record-parts.ts'

function controllers(subject: Subject): Block {
  if (subject.project) return facts(...clientFacts(subject))
  if (!subject.controllers)
    return textBlock(
      'Each organization that uses this installation. Their names are not public: the operator’s own copy of this record lists them, each with its contacts in the record of its projects.',
    )
  if (subject.controllers.length === 0) return textBlock('No organization uses this installation yet.')
  return list(subject.controllers)
}

/** Article 30(2): what is processed on behalf of others. */
export function recordProcessor(subject: Subject): Section[] {
  const activities = subject.declarations.activities.filter(({ role }) => role === 'processor')
  return [
    {
      id: 'processor',
      title: '(a) Processor, representative, data protection officer',
      blocks: [facts(...operatorFacts(subject))],
    },
    { id: 'controllers', title: '(a) Controllers on whose behalf', blocks: [controllers(subject)] },
    {
      id: 'activities',
      title: '(b) Categories of processing',
      blocks: [activitiesTable(subject, activities, ({ legalBasis }) => legalBasis)],
    },
    { id: 'recipients', title: 'Sub-processors', blocks: [recipientsTable(subject)] },
    { id: 'transfers', title: '(c) Transfers to third countries', blocks: [transfersTable(subject)] },
    { id: 'measures', title: '(d) Technical and organisational measures', blocks: measuresBlocks(subject) },
  ]
}
