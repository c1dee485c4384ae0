import { html, type Markup } from './documents/markup.ts'
import type { ExportPlan, ExportTable, LeftOut } from './export-plan.ts'
import { type Recipient, receives } from './flow.ts'
import { keepInWords, ttlInWords } from './keep.ts'
import type { Category, SubjectKind } from './meaning.ts'
import type { BucketDeclaration } from './place.ts'

/** A file of a copy, as far as its first page says something about it. */
export type IndexedFile = {
  readonly path: string
  readonly bytes: number
  readonly entries?: number | undefined
  readonly place?: string | undefined
}

export type ExportIndex = {
  /** "Project Shop", "Report 1a2b": what it is a copy of. */
  readonly title: string
  readonly madeAt: Date
  readonly operator: string
  readonly privacyPage: string
  readonly plan: ExportPlan
  readonly files: readonly IndexedFile[]
  readonly recipients: readonly Recipient[]
}

const size = (bytes: number): string => {
  const [unit, name] = (
    [
      [1e9, 'GB'],
      [1e6, 'MB'],
      [1e3, 'kB'],
    ] as const
  ).find(([unit]) => bytes >= unit) ?? [1, 'bytes']
  return `${(bytes / unit).toLocaleString('en', { maximumFractionDigits: 1 })} ${name}`
}

const whose: Readonly<Record<ExportTable['why'], string>> = {
  own: '',
  shared: 'Others use these entries too.',
  kept: 'These entries stay when everything else is erased. They name people by random ids only.',
  named: 'These entries are about somebody else. Only where they mention the subject of this copy is here.',
}

const names = (items: readonly string[]): string => items.join(', ') || 'nobody outside of this installation'

/** Recipients that get any of these kinds of data of these people. */
const receiving = (
  recipients: readonly Recipient[],
  categories: readonly Category[],
  whose: readonly SubjectKind[],
): string => names(recipients.filter((one) => receives(one, categories, whose)).map(({ name }) => name))

const link = ({ path, bytes, entries }: IndexedFile): Markup =>
  html`<a href="${path}">${path}</a> <small>${entries === undefined ? size(bytes) : `${entries.toLocaleString('en')} ${entries === 1 ? 'entry' : 'entries'}, ${size(bytes)}`}</small>`

const facts = (rows: readonly (readonly [string, string])[]): Markup =>
  html`<dl>${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`

function tableSection(
  { table, why, columns }: ExportTable,
  file: IndexedFile,
  recipients: readonly Recipient[],
): Markup {
  const fields = columns.map((name) => {
    const what = table.columns[name]?.meaning.what
    return html`<li><code>${name}</code>${what ? html`: ${what}` : ''}</li>`
  })
  const categories = columns.flatMap((name) => table.columns[name]?.meaning.category ?? [])
  return html`<section><h3>${table.what}</h3><p>${link(file)}</p>${whose[why] ? html`<p class="note">${whose[why]}</p>` : ''}
    ${facts([
      ['Why it is held', table.activity.purpose],
      ['How long', keepInWords(table.keep)],
      ['Who receives it', receiving(recipients, categories, table.subjects)],
    ])}
    <details><summary>What each field means</summary><ul>${fields}</ul></details></section>`
}

function bucketSection(bucket: BucketDeclaration, all: readonly IndexedFile[], index: ExportIndex): Markup {
  const keep = index.plan.tables.find(({ table }) => table.name === bucket.of)?.table.keep
  const shown = all.slice(0, 200)
  return html`<section><h3>${bucket.what}</h3>
    ${facts([
      ['Why it is held', bucket.activity.purpose],
      ['How long', keep ? keepInWords(keep) : 'as long as what it belongs to'],
      ['Who receives it', receiving(index.recipients, [bucket.holds.category], bucket.subjects)],
    ])}
    <details open><summary>${all.length.toLocaleString('en')} ${all.length === 1 ? 'file' : 'files'}</summary>
    <ul class="files">${shown.map((file) => html`<li>${link(file)}</li>`)}</ul>
    ${all.length > shown.length ? html`<p>The rest is listed in <a href="manifest.json">manifest.json</a>.</p>` : ''}</details></section>`
}

const leftOutRow = ({ place, what, reason }: LeftOut): Markup =>
  html`<tr><th scope="row">${what}<br><code>${place}</code></th><td>${reason}</td></tr>`

const style = `:root{color-scheme:light dark}body{font:16px/1.55 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.7rem;line-height:1.2}h2{margin-top:2.5rem;font-size:1.25rem}h3{font-size:1rem;margin:0 0 .4rem}
section{border:1px solid color-mix(in srgb,currentColor 20%,transparent);border-radius:.6rem;padding:1rem 1.2rem;margin:1rem 0;overflow-wrap:anywhere}
dl{margin:.6rem 0}dl div{display:flex;flex-wrap:wrap;gap:.1rem 1rem}dt{flex:0 0 8.5rem;opacity:.75}dd{flex:1 1 16rem;margin:0}
small,.note{opacity:.75}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem .4rem 0;font-weight:400;overflow-wrap:anywhere}
code{font-size:.85em}ul{padding-left:1.2rem}summary{cursor:pointer}`

const hasEntries = ({ entries }: IndexedFile): boolean => entries !== 0

/** The first page of a copy: opens offline, needs no script, says in plain words what is in it and why it was held. */
export function exportIndex(index: ExportIndex): string {
  const { plan, files, recipients, title, operator, madeAt } = index
  const fileOf = ({ table, why }: ExportTable) =>
    files.find(({ path }) => path === `${why === 'named' ? 'mentions' : 'data'}/${table.name}.ndjson`)
  const tables = plan.tables.flatMap((one) => {
    const file = fileOf(one)
    return file && hasEntries(file) ? [tableSection(one, file, recipients)] : []
  })
  const empty = plan.tables.filter((one) => !hasEntries(fileOf(one) ?? { path: '', bytes: 0, entries: 0 }))
  const buckets = plan.buckets.flatMap((bucket) => {
    const own = files.filter(({ place }) => place === bucket.pattern)
    return own.length > 0 ? [bucketSection(bucket, own, index)] : []
  })
  const passing = files.find(({ path }) => path === 'data/short-lived.ndjson')
  const page = html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${title}</title><style>${{ html: style }}</style></head><body>
<main><h1>${title}</h1>
<p>A copy of everything that ${operator} holds here, made on ${madeAt.toISOString().slice(0, 10)} at ${madeAt.toISOString().slice(11, 16)} UTC.
What was masked in the browser never arrived, so it is not here either.</p>
<p>How ${operator} handles personal data as a whole: <a href="${index.privacyPage}">${index.privacyPage}</a></p>
<h2>What is here</h2>${tables}
${passing && hasEntries(passing) ? html`<section><h3>Entries that lapse by themselves</h3><p>${link(passing)}</p>${facts(plan.keyspaces.map(({ what, ttl }) => [ttlInWords(ttl), what] as const))}</section>` : ''}
${buckets.length > 0 ? html`<h2>Recordings, sound and pictures</h2>${buckets}` : ''}
${empty.length > 0 ? html`<h2>Looked at, and empty</h2><ul>${empty.map(({ table }) => html`<li>${table.what}</li>`)}</ul>` : ''}
<h2>What is left out, and why</h2>${plan.leftOut.length > 0 ? html`<table><tbody>${plan.leftOut.map(leftOutRow)}</tbody></table>` : html`<p>Nothing.</p>`}
<h2>How to read and check the files</h2><ul>
<li>Files that end in <code>.ndjson</code> are plain text: one entry a line, as JSON. Times are in UTC.</li>
<li><code>recordings/…/events.ndjson</code> holds the events of rrweb, one a line: any rrweb player shows them, put into a list in their order.</li>
<li><a href="manifest.json">manifest.json</a> lists every file with its size and SHA-256. <a href="manifest.signature.json">manifest.signature.json</a> holds the installation's signature of exactly those bytes (ECDSA P-256, SHA-256) and its public key.</li></ul></main></body></html>`
  return page.html
}
