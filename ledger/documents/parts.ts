import type { Activity } from '../activity.ts'
import type { Declarations } from '../declarations.ts'
import { receives } from '../flow.ts'
import type { Category, SubjectKind } from '../meaning.ts'
import type { Circumstances, Installation, StandingRecipient } from './installation.ts'
import { type InventoryEntry, inventory } from './inventory.ts'
import { type Block, type Cell, type Fact, type Item, notStated } from './model.ts'
import type { Answers } from './questions.ts'

/** What every document is made of: declarations narrowed to what it is about, their inventory, and who is asked. */
export type Subject = Circumstances & {
  readonly declarations: Declarations
  readonly entries: readonly InventoryEntry[]
}

export const subjectOf = (declarations: Declarations, circumstances: Circumstances): Subject => ({
  ...circumstances,
  declarations,
  entries: inventory(declarations, circumstances.project?.retentionDays),
})

const people: Record<SubjectKind, string> = { visitor: 'visitors', member: 'members', client: 'clients' }

export const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]
export const whose = (subjects: readonly SubjectKind[]): string =>
  unique(subjects.map((subject) => people[subject])).join(', ') || 'nobody’s'

export const listed = (texts: readonly string[], otherwise: string): Cell =>
  texts.length === 0 ? otherwise : texts.length === 1 ? (texts[0] ?? '') : { items: texts.map((text) => ({ text })) }

/** An answer, or that there is none. */
export const answer = (answers: Answers, id: string, otherwise: Cell = notStated): Cell => {
  const said = answers[id]?.trim()
  if (!said) return otherwise
  const lines = said.split('\n').filter((line) => line.trim() !== '')
  return lines.length > 1 ? { items: lines.map((text) => ({ text })) } : said
}

export const fact = (id: string, term: string, value: Cell): Fact => ({ id, term, value })
export const textBlock = (text: string): Block => ({ kind: 'text', text })
export const list = (texts: readonly string[]): Block => ({
  kind: 'list',
  items: texts.map((text): Item => ({ text })),
})
export const facts = (...all: readonly Fact[]): Block => ({ kind: 'facts', facts: all })

/** What the settings say of the operator, else what was answered in the form. */
export const operatorAnswers = ({ installation: { operator }, operator: said }: Circumstances): Answers => {
  const stated = Object.entries(operator).filter(([, value]) => value !== 'Not stated' && value !== '')
  return { ...said, ...Object.fromEntries(stated) }
}

export const operatorName = (circumstances: Circumstances): string =>
  operatorAnswers(circumstances)['name'] ?? 'the operator'
export const clientName = ({ client, project }: Circumstances): string =>
  client['name'] ?? project?.organization ?? 'the client'

export const operatorFacts = (circumstances: Circumstances): Fact[] => {
  const said = operatorAnswers(circumstances)
  return [
    fact('name', 'Name', answer(said, 'name')),
    fact('address', 'Address', answer(said, 'address')),
    fact('country', 'Country', answer(said, 'country')),
    fact('contact', 'Contact', answer(said, 'contact')),
    fact('privacy', 'Privacy contact', answer(said, 'privacyContact', answer(said, 'contact'))),
    fact('representative', 'Representative', answer(said, 'representative')),
    fact('dpo', 'Data protection officer', answer(said, 'dpo')),
  ]
}

export const clientFacts = (circumstances: Circumstances): Fact[] => {
  const { client, project } = circumstances
  return [
    fact('name', 'Name', client['name']?.trim() || { text: project?.organization ?? 'Not stated', missing: true }),
    fact('address', 'Address', answer(client, 'address')),
    fact('contact', 'Privacy contact', answer(client, 'contact')),
    fact('representative', 'Representative', answer(client, 'representative')),
    fact('dpo', 'Data protection officer', answer(client, 'dpo')),
  ]
}

/** What an activity holds, without what merely runs the service. */
export const entriesOf = ({ entries }: Subject, { id }: Activity): InventoryEntry[] =>
  entries.filter(({ activity }) => activity?.id === id)

export const categoriesOf = (subject: Subject, activity: Activity): Category[] =>
  unique(entriesOf(subject, activity).map(({ category }) => category))

export const receiving = (
  { recipients }: Subject,
  categories: readonly Category[],
  whose: readonly SubjectKind[],
): StandingRecipient[] => recipients.filter((one) => one.status === 'in use' && receives(one, categories, whose))

/** Where it rests: accounts in the installation's own region; in a project's, what visitors leave and what members do with it. */
export function placesOf({
  installation: { region, otherRegions = [] },
  project,
}: {
  readonly installation: Pick<Installation, 'region' | 'otherRegions'>
  readonly project?: { readonly region: string } | undefined
}): string {
  if (project)
    return project.region === region ? `Region ${region}` : `Region ${project.region}; accounts in region ${region}`
  if (otherRegions.length === 0) return `Region ${region}`
  return `Region ${region}; what visitors leave and who did what with it, in the region of their project (${[region, ...otherRegions].join(', ')})`
}
