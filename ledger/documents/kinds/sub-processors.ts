import type { Block, Section } from '../model.ts'
import { type Subject, textBlock } from '../parts.ts'
import { recipientsTable, transfersTable } from '../recipients.ts'

const changes = ({ changes }: Subject): Block => ({
  kind: 'table',
  id: 'changes',
  caption: 'Changes',
  columns: [
    { id: 'announced', title: 'Announced' },
    { id: 'who', title: 'Who' },
    { id: 'change', title: 'Change' },
    { id: 'effective', title: 'Effective' },
    { id: 'notice', title: 'Notice' },
  ],
  rows: changes.map(({ recipient, name, change, announced, effective, notice }) => ({
    id: `${recipient}-${announced}-${change}`,
    cells: { announced, who: name, change, effective, notice },
  })),
  empty: 'None so far.',
})

/** Who else receives data, where that is, and what has changed. */
export const subProcessors = (subject: Subject): Section[] => [
  { id: 'recipients', title: 'Who receives data', blocks: [recipientsTable(subject)] },
  { id: 'transfers', title: 'Transfers', blocks: [transfersTable(subject)] },
  {
    id: 'changes',
    title: 'Changes',
    blocks: [
      textBlock(
        `A new one is announced here, in the feeds and by e-mail to the organizations, ${subject.noticeDays} days before the notice ends; until then clients may object by writing to the privacy contact.`,
      ),
      changes(subject),
    ],
  },
]
