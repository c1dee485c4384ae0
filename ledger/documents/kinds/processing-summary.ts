import type { Category } from '../../meaning.ts'
import type { Section, TableRow } from '../model.ts'
import { listed, placesOf, receiving, type Subject, textBlock, unique, whose } from '../parts.ts'

function summaryRow(subject: Subject, category: Category): TableRow {
  const entries = subject.entries.filter((entry) => entry.category === category)
  const people = unique(entries.flatMap(({ subjects }) => subjects))
  const activities = unique(entries.map(({ activity }) => activity?.title ?? 'Remembering choices in the browser'))
  return {
    id: category,
    cells: {
      kind: category,
      examples: listed(unique(entries.map(({ what }) => what)).slice(0, 6), '–'),
      whose: whose(people),
      why: listed(activities, '–'),
      kept: listed(unique(entries.map(({ kept }) => kept)), '–'),
      receives:
        receiving(subject, [category], people)
          .map(({ name }) => name)
          .join(', ') || 'nobody',
    },
  }
}

/** By kind of data: what it is for example, whose, why, how long, and who else gets it. */
export function processingSummary(subject: Subject): Section[] {
  const categories = unique(subject.entries.map(({ category }) => category))
  return [
    {
      id: 'kinds',
      title: 'By kind of data',
      blocks: [
        textBlock(
          `${placesOf(subject)} holds all of it. Every field is on the privacy page; here are at most six examples of each kind.`,
        ),
        {
          kind: 'table',
          id: 'summary',
          caption: 'Kinds of data',
          columns: [
            { id: 'kind', title: 'Kind' },
            { id: 'examples', title: 'For example' },
            { id: 'whose', title: 'Whose' },
            { id: 'why', title: 'Why' },
            { id: 'kept', title: 'Kept' },
            { id: 'receives', title: 'Received by' },
          ],
          rows: categories.map((category) => summaryRow(subject, category)),
          empty: 'Nothing is processed.',
        },
      ],
    },
  ]
}
