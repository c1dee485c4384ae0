import { measuresBlocks } from '../measures.ts'
import type { Section } from '../model.ts'
import {
  answer,
  clientFacts,
  fact,
  facts,
  operatorAnswers,
  operatorFacts,
  operatorName,
  type Subject,
  textBlock,
} from '../parts.ts'
import { legalBases } from '../questions.ts'
import { reachedFrom, recipientsTable, transfersTable } from '../recipients.ts'
import { activitiesTable } from './record-parts.ts'

/**
 * Article 30(1). Of an installation: what its operator decides itself. Of a project: what its client decides, ready to
 * be put into the client's own register, with the operator among the recipients.
 */
export function recordController(subject: Subject): Section[] {
  const { client, project, declarations } = subject
  const role = project ? 'processor' : 'controller'
  const activities = declarations.activities.filter((one) => one.role === role)
  const basis = legalBases[client['basis'] as keyof typeof legalBases] as string | undefined
  const joint = answer(project ? client : operatorAnswers(subject), 'joint', 'none')
  return [
    {
      id: 'controller',
      title: '(a) Controller, representative, data protection officer',
      blocks: [
        facts(...(project ? clientFacts(subject) : operatorFacts(subject)), fact('joint', 'Joint controllers', joint)),
      ],
    },
    {
      id: 'activities',
      title: '(b), (c), (f) Purposes, people, categories, time limits',
      blocks: [
        ...(client['purpose'] ? [textBlock(client['purpose'])] : []),
        activitiesTable(subject, activities, ({ legalBasis }) =>
          project ? (basis ?? { text: 'Not stated', missing: true }) : legalBasis,
        ),
      ],
    },
    {
      id: 'recipients',
      title: '(d) Recipients',
      blocks: [
        ...(project
          ? [textBlock(`${operatorName(subject)} processes this data on behalf of the controller and passes it on to:`)]
          : []),
        recipientsTable(reachedFrom(subject)),
      ],
    },
    { id: 'transfers', title: '(e) Transfers to third countries', blocks: [transfersTable(reachedFrom(subject))] },
    { id: 'measures', title: '(g) Technical and organisational measures', blocks: measuresBlocks(subject) },
  ]
}
