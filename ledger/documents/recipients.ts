import { concerns } from '../flow.ts'
import type { Circumstances, StandingRecipient } from './installation.ts'
import type { Block, Cell, TableRow } from './model.ts'
import { answer, listed, operatorAnswers, type Subject } from './parts.ts'
import { type Answers, type Question, recipientQuestions, transferBases } from './questions.ts'

export const noRecipients =
  'Nobody. The database, the files and the short-lived store run on the operator’s own machine, and this installation calls no other service.'
/** Of a project, whose members may well be written to. */
const noneOfVisitors = 'Nobody outside of this installation receives visitors’ data.'

const standing = ({ status, announced, from }: StandingRecipient): string => {
  if (status === 'announced') return `from ${from}; announced ${announced}`
  if (from !== undefined) return `in use; announced ${announced}, notice until ${from}`
  return 'in use'
}

export const countryOf = (answers: Answers, { id, location }: StandingRecipient): Cell =>
  answer(answers, `recipient.${id}.country`, { text: location, missing: true })

export const transferOf = (answers: Answers, { id }: StandingRecipient): Cell => {
  const key = answers[`recipient.${id}.transfer`] as keyof typeof transferBases | undefined
  return key && key in transferBases ? transferBases[key] : { text: 'Not stated', missing: true }
}

/** Of a project's visitors, only those whom visitors' data reaches; of the installation, all. */
export const reachedFrom = (subject: Subject): Subject =>
  subject.project ? { ...subject, recipients: subject.recipients.filter((one) => concerns(one, ['visitor'])) } : subject

/** Who receives data, with everything that a client may ask about them. */
export function recipientsTable(subject: Subject): Block {
  const said = operatorAnswers(subject)
  const rows = subject.recipients.map((recipient): TableRow => {
    const company = answer(said, `recipient.${recipient.id}.name`, { text: 'Company not stated', missing: true })
    return {
      id: recipient.id,
      cells: {
        who: recipient.name,
        company,
        role: recipient.role,
        why: recipient.purpose,
        receives: recipient.receives.join(', '),
        country: countryOf(said, recipient),
        keeps: recipient.keeps,
        safeguards: listed(recipient.safeguards, 'none of its own'),
        status: standing(recipient),
      },
    }
  })
  return {
    kind: 'table',
    id: 'recipients',
    caption: 'Recipients',
    columns: [
      { id: 'who', title: 'Who' },
      { id: 'company', title: 'Company' },
      { id: 'role', title: 'Role' },
      { id: 'why', title: 'Why' },
      { id: 'receives', title: 'Receives' },
      { id: 'country', title: 'Where' },
      { id: 'keeps', title: 'Keeps' },
      { id: 'safeguards', title: 'Safeguards' },
      { id: 'status', title: 'Since' },
    ],
    rows,
    empty: subject.project ? noneOfVisitors : noRecipients,
  }
}

/** What leaves for other countries, and on what that rests. */
export function transfersTable(subject: Subject): Block {
  const said = operatorAnswers(subject)
  return {
    kind: 'table',
    id: 'transfers',
    caption: 'Transfers to third countries',
    columns: [
      { id: 'who', title: 'Recipient' },
      { id: 'country', title: 'Country' },
      { id: 'basis', title: 'On what a transfer rests' },
    ],
    rows: subject.recipients.map((recipient) => ({
      id: recipient.id,
      cells: { who: recipient.name, country: countryOf(said, recipient), basis: transferOf(said, recipient) },
    })),
    empty: 'None: nobody outside receives data.',
  }
}

export const questionsOfRecipients = ({ recipients }: Circumstances): readonly Question[] =>
  recipients.flatMap(({ id, name }) => recipientQuestions(id, name))
