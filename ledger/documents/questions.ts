import type { Gap } from './model.ts'

/** Answers by the id of the question; an empty or absent one is a gap. */
export type Answers = Readonly<Record<string, string>>

/** What only a human knows. `optional`: nothing is missing when it is empty, because not everybody has one. */
export type Question = {
  readonly id: string
  readonly label: string
  readonly hint: string
  /** Which rule wants it stated; printed with the gap. */
  readonly why: string
  readonly optional?: true
  readonly lines?: true
  readonly choices?: Readonly<Record<string, string>>
}

/** Asked once per installation, of whoever runs it. The first four have settings of their own, which win. */
export const operatorQuestions: readonly Question[] = [
  {
    id: 'name',
    label: 'Name of the operator',
    hint: 'The legal name of whoever runs this installation.',
    why: 'Article 30(1)(a) and (2)(a), Article 13(1)(a)',
  },
  { id: 'address', label: 'Postal address', hint: 'Street, town, country.', why: 'Article 30(1)(a) and (2)(a)' },
  { id: 'country', label: 'Country', hint: 'Whose law applies.', why: 'Article 30(1)(a) and (2)(a)' },
  { id: 'contact', label: 'Contact', hint: 'An e-mail address or a link.', why: 'Article 30(1)(a) and (2)(a)' },
  {
    id: 'dpo',
    label: 'Data protection officer',
    hint: 'Name and contact, or “none appointed”.',
    why: 'Article 30(1)(a) and (2)(a), Article 13(1)(b)',
  },
  {
    id: 'representative',
    label: 'Representative in the EU',
    hint: 'Name and contact. Only needed when the operator is outside the EU (Article 27); else “not needed”.',
    why: 'Article 30(1)(a) and (2)(a)',
  },
  {
    id: 'joint',
    label: 'Joint controllers',
    hint: 'Who decides about purposes together with the operator; usually empty.',
    why: 'Article 30(1)(a)',
    optional: true,
  },
  { id: 'authority', label: 'Supervisory authority', hint: 'Where people can complain.', why: 'Article 13(2)(d)' },
  {
    id: 'measures',
    label: 'Organisational measures',
    hint: 'What people do: training, confidentiality, who has access to the machines. What the program does is listed by itself.',
    why: 'Article 30(1)(g) and (2)(d), Article 32(1)',
    lines: true,
  },
]

export const transferBases = {
  none: 'Not needed: the data stays in the EU or EEA',
  adequacy: 'Adequacy decision, Article 45(3)',
  clauses: 'Standard contractual clauses of the Commission, Article 46(2)(c)',
  rules: 'Binding corporate rules, Article 46(2)(b)',
  conduct: 'Approved code of conduct, Article 46(2)(e)',
  certification: 'Approved certification, Article 46(2)(f)',
} as const

/** Asked for each recipient in use: the program knows what it sends, not with whom the operator made a contract. */
export const recipientQuestions = (id: string, name: string): readonly Question[] => [
  {
    id: `recipient.${id}.name`,
    label: `${name}: company`,
    hint: 'Legal name and contact of the company.',
    why: 'Article 28(2), Article 30(1)(d)',
  },
  {
    id: `recipient.${id}.country`,
    label: `${name}: country`,
    hint: 'Where the data is processed.',
    why: 'Article 30(1)(e) and (2)(c)',
  },
  {
    id: `recipient.${id}.transfer`,
    label: `${name}: transfer`,
    hint: 'On what a transfer out of the EU or EEA rests.',
    why: 'Article 30(1)(e) and (2)(c), Article 46',
    choices: transferBases,
  },
]

export const legalBases = {
  consent: 'Consent, Article 6(1)(a)',
  contract: 'Contract, Article 6(1)(b)',
  'legal obligation': 'Legal obligation, Article 6(1)(c)',
  'vital interests': 'Vital interests, Article 6(1)(d)',
  'public interest': 'Public interest, Article 6(1)(e)',
  'legitimate interests': 'Legitimate interests, Article 6(1)(f)',
} as const

/** Asked of the client: once for the organization, and again for a project where it differs. */
export const clientQuestions: readonly Question[] = [
  {
    id: 'name',
    label: 'Legal name',
    hint: 'The company that decides about this data.',
    why: 'Article 30(1)(a) and (2)(a)',
  },
  { id: 'address', label: 'Postal address', hint: 'Street, town, country.', why: 'Article 30(1)(a)' },
  { id: 'contact', label: 'Privacy contact', hint: 'Whom visitors write to.', why: 'Article 30(1)(a) and (2)(a)' },
  {
    id: 'dpo',
    label: 'Data protection officer',
    hint: 'Name and contact, or “none appointed”.',
    why: 'Article 30(1)(a) and (2)(a)',
  },
  {
    id: 'representative',
    label: 'Representative in the EU',
    hint: 'Only needed outside the EU (Article 27); else “not needed”.',
    why: 'Article 30(1)(a) and (2)(a)',
  },
  { id: 'joint', label: 'Joint controllers', hint: 'Usually empty.', why: 'Article 30(1)(a)', optional: true },
  {
    id: 'basis',
    label: 'Legal basis',
    hint: 'Why you may collect reports from your visitors.',
    why: 'Article 6(1), Article 13(1)(c)',
    choices: legalBases,
  },
  {
    id: 'purpose',
    label: 'What for',
    hint: 'In your own words; added to what is printed anyway.',
    why: 'Article 30(1)(b)',
    optional: true,
    lines: true,
  },
  {
    id: 'duration',
    label: 'Duration of the agreement',
    hint: 'For example “as long as the service is used”.',
    why: 'Article 28(3)',
  },
]

/** The questions that are open, as a document lists them. */
export const gapsIn = (questions: readonly Question[], answers: Answers, of: string): Gap[] =>
  questions
    .filter(({ id, optional }) => !optional && !answers[id]?.trim())
    .map(({ id, label, why }) => ({ id: `${of}.${id}`, what: `${label} (${of})`, why }))
