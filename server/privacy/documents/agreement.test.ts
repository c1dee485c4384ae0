import {
  allSections,
  type Circumstances,
  type Document,
  type DocumentKind,
  documentKindNames,
  documentOf,
  dpvOf,
  dpvTerms,
  fideslangBases,
  fideslangCategories,
  fideslangOf,
  fideslangRoles,
  fideslangSubjects,
  fideslangUses,
  inventory,
  type StandingRecipient,
} from '@vitrine/ledger'
import { expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { plain } from '../../../ledger/documents/formats/markdown.ts'
import { declarations } from '../../declarations.ts'
import { render } from './formats/render.ts'

const standing: StandingRecipient[] = declarations.recipients.map((recipient) => ({ ...recipient, status: 'in use' }))
const circumstances: Circumstances = {
  installation: {
    operator: {
      name: 'Operator',
      address: 'Street',
      country: 'Ireland',
      contact: 'a@b.example',
      privacyContact: 'p@b.example',
    },
    publicUrl: 'https://v.example',
    region: 'eu',
    activeRecipients: standing.map(({ id }) => id),
  },
  recipients: standing,
  changes: [],
  noticeDays: 30,
  operator: {},
  client: {},
}
const project: Circumstances = {
  ...circumstances,
  client: { basis: 'legitimate interests' },
  project: { name: 'Shop', organization: 'Acme', region: 'eu', retentionDays: 7, off: [], settings: [] },
}
const edition = { stylesheet: '/x.css', hash: 'ab'.repeat(32), publishedAt: new Date('2026-01-02'), others: [] }
const rendered = (format: 'html' | 'md' | 'csv' | 'json', document: Document) =>
  render(format, { document, edition, number: 1 })
const decoded = (html: string) =>
  html
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

test('every declared place is in the privacy page, in every format', () => {
  const document = documentOf('privacy-page', declarations, circumstances)
  const html = decoded(rendered('html', document))
  const [markdown, csv, json] = [
    rendered('md', document),
    rendered('csv', document).replaceAll('""', '"'),
    rendered('json', document),
  ]
  for (const { what, place } of inventory(declarations))
    for (const text of [what, place]) {
      expect(html, text).toContain(text)
      expect(markdown, text).toContain(plain(text))
      expect(csv, text).toContain(text)
      expect(json, text).toContain(JSON.stringify(text).slice(1, -1))
    }
})

test('every table, bucket, keyspace, queue and browser entry is in the retention schedule, with its time', () => {
  const csv = rendered('csv', documentOf('retention-schedule', declarations, circumstances))
  const { tables, buckets, keyspaces, localFiles, foreignSchemas, browserKeys } = declarations
  const places = [
    ...tables.map(({ name }) => `database, ${name}`),
    ...buckets.map(({ pattern }) => `object storage, ${pattern}`),
    ...keyspaces.map(({ pattern }) => `short-lived store, ${pattern}`),
    ...localFiles.map(({ pattern }) => `file, ${pattern}`),
    ...foreignSchemas.map(({ name }) => `job queue, ${name}`),
    ...browserKeys.map(({ store, name }) => `browser, ${store} ${name}`),
  ]
  for (const place of places) expect(csv).toContain(place)
})

test('every activity stands in exactly one of the two records, every recipient in both', () => {
  const controller = rendered('json', documentOf('record-controller', declarations, circumstances))
  const processor = rendered('json', documentOf('record-processor', declarations, circumstances))
  for (const { title, role } of declarations.activities) {
    expect(controller.includes(JSON.stringify(title)), title).toBe(role === 'controller')
    expect(processor.includes(JSON.stringify(title)), title).toBe(role === 'processor')
  }
  for (const { name } of declarations.recipients)
    for (const record of [controller, processor]) expect(record).toContain(name)
})

test('what nobody stated is shown as not stated and listed as a gap; what is stated is not', () => {
  const none = documentOf('record-controller', declarations, circumstances)
  expect(none.gaps.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['operator.dpo', 'operator.recipient.hosting.country']),
  )
  expect(rendered('html', none)).toContain('class="missing"')
  const told = documentOf('record-controller', declarations, {
    ...circumstances,
    operator: { dpo: 'Ada, a@example.com' },
  })
  expect(told.gaps.map(({ id }) => id)).not.toContain('operator.dpo')
})

test('the settings of a project change its documents', () => {
  const of = (change: Partial<NonNullable<Circumstances['project']>>, kind: DocumentKind = 'privacy-page') =>
    rendered(
      'json',
      documentOf(kind, declarations, {
        ...project,
        project: { ...(project.project as NonNullable<Circumstances['project']>), ...change },
      }),
    )
  expect(of({})).toContain('7 days, as this project is set')
  expect(of({ retentionDays: 30 })).toContain('30 days, as this project is set')
  expect(of({})).toContain('Voice notes')
  expect(of({ off: ['voice'] })).not.toContain('Voice notes')
  expect(of({ off: ['voice'] })).not.toContain('voice_notes')
  expect(of({ off: ['triggers'] }, 'retention-schedule')).not.toContain('trigger_events')
  expect(of({ off: ['recording'] }, 'retention-schedule')).not.toContain('object storage, recordings/')
  expect(of({ region: 'us' })).toContain('Region us')
  expect(of({})).not.toContain('bcrypt')
})

test('configuration changes who is listed', () => {
  const without = {
    ...circumstances,
    recipients: [],
    installation: { ...circumstances.installation, activeRecipients: [] },
  }
  for (const kind of ['sub-processors', 'privacy-page', 'record-processor', 'processing-agreement'] as const) {
    expect(rendered('md', documentOf(kind, declarations, circumstances))).toContain('Object storage operator')
    expect(rendered('md', documentOf(kind, declarations, without))).not.toContain('Object storage operator')
  }
})

const both: readonly Circumstances[] = [circumstances, project]

/** Every key and every reference with a prefix, anywhere in a document of JSON-LD. */
function termsIn(value: unknown): string[] {
  if (typeof value === 'string')
    return /^[a-z-]+:[A-Za-z]/.test(value) && !value.includes(' ') && !value.includes('//') ? [value] : []
  if (Array.isArray(value)) return value.flatMap(termsIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => {
    if (key === '@context') return []
    const named = key.includes(':') ? [key] : []
    const isText =
      /^dct:|hasName|hasAddress|hasContact|hasRepresentative|hasDataProtectionOfficer/.test(key) &&
      typeof part === 'string'
    return isText ? named : [...named, ...termsIn(part)]
  })
}

test('DPV: valid JSON-LD that uses no term outside the checked list', () => {
  for (const kind of documentKindNames)
    for (const each of both) {
      const spoken = JSON.parse(JSON.stringify(dpvOf(kind, declarations, each)))
      const graph: { '@id'?: string; '@type': string }[] = spoken['@graph']
      const used = new Set(termsIn(spoken))
      expect(
        [...used].filter((term) => !dpvTerms.has(term) && !['dct:title', 'dct:description'].includes(term)),
      ).toEqual([])
      expect(used.size).toBeGreaterThan(5)
      const ids = graph.map((node) => node['@id'])
      expect(new Set(ids).size, `${kind}: ids are unique`).toBe(ids.length)
      const referred = [...JSON.stringify(graph).matchAll(/"@id":"(#[^"]+)"/g)].map((found) => found[1])
      expect(
        referred.filter((id) => !ids.includes(id)),
        `${kind}: every reference leads somewhere`,
      ).toEqual([])
      for (const node of graph) expect(typeof node['@type']).toBe('string')
    }
})

test('fideslang: the shape of its models, and no key outside its taxonomy', () => {
  type Named = { fides_key: string }
  type Field = { data_categories?: string[]; data_subjects?: string[] }
  type Spoken = {
    organization: Named[]
    dataset: (Named & { collections: (Field & { name: string; fields: (Field & { name: string })[] })[] })[]
    system: (Named & {
      responsibility: string[]
      dataset_references?: string[]
      egress?: (Named & Field)[]
      privacy_declarations: (Field & {
        name: string
        data_use: string
        legal_basis_for_processing?: string
        egress?: string[]
      })[]
    })[]
  }
  const within = (keys: readonly string[] | undefined, known: ReadonlySet<string>) =>
    expect((keys ?? []).filter((key) => !known.has(key))).toEqual([])
  for (const kind of documentKindNames)
    for (const each of both) {
      const document = documentOf(kind, declarations, each)
      const now = { declarations, circumstances: each }
      const spoken: Spoken = parseYaml(render('yaml', { document, edition, number: 1, now }))
      expect(spoken).toEqual(JSON.parse(JSON.stringify(fideslangOf(kind, declarations, each))))
      for (const { fides_key } of [...spoken.organization, ...spoken.dataset, ...spoken.system])
        expect(fides_key).toMatch(/^[\w.-]+$/)
      for (const { collections } of spoken.dataset)
        for (const { fields, data_subjects, name } of collections) {
          expect(name).not.toBe('')
          within(data_subjects, fideslangSubjects)
          expect(new Set(fields.map((field) => field.name)).size).toBe(fields.length)
          for (const field of fields) within(field.data_categories, fideslangCategories)
        }
      for (const { privacy_declarations, egress, responsibility, dataset_references } of spoken.system) {
        within(responsibility, fideslangRoles)
        within(dataset_references, new Set(spoken.dataset.map(({ fides_key }) => fides_key)))
        for (const flow of egress ?? []) within(flow.data_categories, fideslangCategories)
        for (const one of privacy_declarations) {
          within(one.data_categories, fideslangCategories)
          within(one.data_subjects, fideslangSubjects)
          within([one.data_use], fideslangUses)
          within(one.legal_basis_for_processing ? [one.legal_basis_for_processing] : [], fideslangBases)
          within(one.egress, new Set((egress ?? []).map(({ fides_key }) => fides_key)))
        }
      }
    }
})

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("https://evil.example","x")',
  '+1+1|cmd',
  '@SUM(1)',
  '-2+3',
  '\t=1+1',
  '# Heading\n\n- item',
  '[link](javascript:alert(1))',
  '![x](https://evil.example/p.png)',
  '| a | b |',
  'x: y\n- z: &anchor *alias !!js/function',
  '`code` **bold** <b>',
  '1. first',
  '${7*7} {{7*7}}',
  ']]></description><script>',
  '\u202Egnp.exe',
]

test('names that somebody else chose stay text in every format', () => {
  for (const evil of hostile) {
    const each: Circumstances = {
      ...project,
      operator: { dpo: evil, 'recipient.hosting.name': evil },
      client: { name: evil, purpose: evil, address: evil },
      project: {
        ...(project.project as NonNullable<Circumstances['project']>),
        name: evil,
        organization: evil,
        settings: [['Sites', evil]],
      },
    }
    for (const kind of documentKindNames) {
      const document = documentOf(kind, declarations, each)
      const html = rendered('html', document)
      expect(html).not.toMatch(/<script|<img|onerror=alert\(1\)>|<b>/)
      const markdown = rendered('md', document)
      for (const line of markdown.split('\n')) {
        expect(line).not.toMatch(/(?<!\\)<(script|img|b)|(?<!\\)\]\(|(?<!\\)!\[|https?:\/\//)
        expect(line).not.toMatch(/^# Heading/)
      }
      const header = (allSections(document.sections)[0]?.title ?? '').length
      expect(header).toBeGreaterThan(0)
      for (const cell of rendered('csv', document).split(/[,\r\n]/))
        expect(cell.replace(/^"/, '')).not.toMatch(/^[=+@\t-](HYPERLINK|1\+1|SUM|2\+3|=1)/)
      const now = { declarations, circumstances: each }
      const spoken: object = parseYaml(render('yaml', { document, edition, number: 1, now }))
      expect(Object.keys(spoken)).toEqual(['organization', 'dataset', 'system'])
    }
  }
})
