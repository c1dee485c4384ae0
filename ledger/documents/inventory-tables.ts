import type { DataClass, SubjectKind } from '../meaning.ts'
import type { Block, Cell, Item, Section, TableRow } from './model.ts'
import { unique, whose } from './parts.ts'

type Listed = {
  readonly what: string
  readonly group?: string | undefined
  readonly category: string
  readonly masked: boolean
  readonly encrypted?: boolean
  readonly subjects: readonly SubjectKind[]
  readonly place: string
  readonly kept: string
}

export const classes: readonly (readonly [DataClass, string, string])[] = [
  ['personal', 'About a person', 'Says something about somebody, or was written by them.'],
  ['telemetry', 'About what happened', 'Technical facts that help to find a fault.'],
  ['operational', 'About the service itself', 'Settings, references and records without which it would not run.'],
]

const item = ({ what, masked, encrypted }: Listed): Item => {
  const marks = [...(masked ? ['masked'] : []), ...(encrypted ? ['encrypted'] : [])]
  return marks.length > 0 ? { text: what, marks } : { text: what }
}

/** What is stored together, in one row. Versions published before there were groups have a row for each field. */
function row(fields: readonly [Listed, ...Listed[]]): TableRow {
  const [first] = fields
  const group = first.group ?? first.what
  const what: Cell =
    fields.length === 1 && group === first.what ? item(first) : { text: group, items: fields.map(item) }
  return {
    id: `${first.place}: ${group}, ${first.kept}`,
    cells: {
      what,
      kind: unique(fields.map(({ category }) => category)).join(', '),
      whose: whose(fields.flatMap(({ subjects }) => subjects)),
      where: first.place,
      kept: first.kept,
    },
  }
}

export function inventoryTable(id: string, caption: string, entries: readonly Listed[]): Block {
  const groups = Map.groupBy(entries, ({ group, what, place, kept }) => [group ?? what, place, kept].join('\n'))
  return {
    kind: 'table',
    id,
    caption,
    columns: [
      { id: 'what', title: 'What' },
      { id: 'kind', title: 'Kind' },
      { id: 'whose', title: 'Whose' },
      { id: 'where', title: 'Where' },
      { id: 'kept', title: 'Kept' },
    ],
    rows: [...groups.values()].map((fields) => row(fields as [Listed, ...Listed[]])),
    empty: 'Nothing.',
  }
}

/** The field inventory: by class, with place and retention. */
export const inventorySections = (of: Readonly<Record<DataClass, readonly Listed[]>>): Section[] =>
  classes.map(([id, title, about]) => ({
    id: `class-${id}`,
    title,
    count: of[id].length,
    blocks: [{ kind: 'text', text: about }, inventoryTable(id, `${title}: what is stored`, of[id])],
  }))
