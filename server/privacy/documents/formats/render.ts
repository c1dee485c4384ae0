import {
  type Circumstances,
  type Declarations,
  type Document,
  type DocumentFormat,
  dpvOf,
  type Edition,
  fideslangOf,
  renderHtml,
  renderMarkdown,
  tableRows,
} from '@vitrine/ledger'
import { stringify } from 'csv-stringify/sync'
import { stringify as stringifyYaml } from 'yaml'

export type Rendering = {
  readonly document: Document
  readonly edition: Edition
  readonly number: number
  /** Needed for the vocabularies only, which speak about what is true now. */
  readonly now?: { readonly declarations: Declarations; readonly circumstances: Circumstances }
}

export const contentTypes: Record<DocumentFormat, string> = {
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  jsonld: 'application/ld+json; charset=utf-8',
  yaml: 'application/yaml; charset=utf-8',
}

const day = (at: Date) => at.toISOString().slice(0, 10)

const versionLine = ({ edition: { hash, publishedAt, release }, number }: Rendering): string =>
  `Version ${number} (${hash.slice(0, 12)}) since ${day(publishedAt)}${release ? `, program ${release}` : ''}`

/** Cells that a spreadsheet would run as a formula begin with an apostrophe. */
const csv = ({ document }: Rendering): string => {
  const { columns, lines } = tableRows(document)
  return stringify([...lines], { header: true, columns: [...columns], escape_formulas: true, bom: true })
}

const json = ({ document, edition: { hash, publishedAt, release }, number }: Rendering): string =>
  JSON.stringify({
    ...document,
    version: { number, hash, publishedAt: publishedAt.toISOString(), release: release ?? null },
  })

const vocabulary =
  (speak: typeof dpvOf, print: (spoken: object) => string) =>
  ({ document, now }: Rendering): string =>
    print(now ? speak(document.kind, now.declarations, now.circumstances) : {})

const renderers: Record<DocumentFormat, (rendering: Rendering) => string> = {
  html: ({ document, edition }) => renderHtml(document, edition),
  md: (rendering) => renderMarkdown(rendering.document, versionLine(rendering)),
  csv,
  json,
  jsonld: vocabulary(dpvOf, (spoken) => JSON.stringify(spoken, null, 2)),
  yaml: vocabulary(fideslangOf, (spoken) => stringifyYaml(spoken, { lineWidth: 0, aliasDuplicateObjects: false })),
}

/** One renderer per format, for every document. */
export const render = (format: DocumentFormat, rendering: Rendering): string => renderers[format](rendering)
