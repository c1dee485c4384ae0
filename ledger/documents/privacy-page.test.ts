import { describe, expect, test } from 'vitest'
import {
  activity,
  type Declarations,
  type Edition,
  id,
  job,
  keyspace,
  operational,
  type PrivacyPage,
  personal,
  privacyDocument,
  privacyPage,
  recipient,
  renderHtml,
  table,
  telemetry,
  text,
  timestamp,
} from '../index.ts'

const support = activity('support', {
  title: 'Support <b>now</b>',
  role: 'processor',
  purpose: 'Helping.',
  legalBasis: "controller's instructions",
  subjects: ['visitor'],
  safeguards: ['Care'],
})
const notes = table(
  'notes',
  { what: 'Notes.', activity: support, subjects: ['visitor'], keep: { days: 30, from: 'made_at' }, region: 'home' },
  {
    id: id(),
    body: text(personal('content', { masked: true, what: 'What was written.' })),
    made_at: timestamp(telemetry('behaviour')),
  },
)
const seen = keyspace('seen:{id}', {
  kind: 'window',
  what: 'Who was seen.',
  activity: support,
  subjects: ['visitor'],
  holds: operational('operation'),
  ttl: { seconds: 600, why: 'Ten minutes.' },
  survives: 'nothing',
  region: 'home',
})
const mailer = recipient('mailer', {
  name: 'Mailer',
  role: 'sub-processor',
  purpose: 'Sends mail.',
  hosts: { setting: 'smtp' },
  location: 'Ireland',
  receives: ['contact'],
  keeps: '30 days',
  safeguards: [],
  notice: 'Mail goes through Mailer.',
})
const declarations: Declarations = {
  activities: [support],
  tables: [notes],
  keyspaces: [seen],
  buckets: [],
  localFiles: [],
  browserKeys: [],
  recipients: [mailer],
  jobs: [],
  foreignSchemas: [],
  logFields: [],
  limitations: [],
}
const installation = {
  operator: {
    name: 'Acme & Co',
    address: 'Street 1',
    country: 'Ireland',
    contact: 'a@b.example',
    privacyContact: 'p@b.example',
  },
  publicUrl: 'https://v.example',
  region: 'eu',
  activeRecipients: [] as string[],
}
const edition = { stylesheet: '/privacy.css', hash: 'ab'.repeat(32), publishedAt: new Date('2026-01-02'), others: [] }

const rendered = (page: PrivacyPage, edition: Edition) => renderHtml(privacyDocument(page), edition)

describe('the privacy page', () => {
  test('lists every declared field by class, with where and how long', () => {
    const { inventory } = privacyPage(declarations, installation)
    expect(inventory.personal).toEqual([
      expect.objectContaining({ what: 'What was written', place: 'database, notes', kept: '30 days', masked: true }),
    ])
    expect(inventory.telemetry.map(({ what }) => what)).toEqual(['Made at'])
    expect(inventory.operational).toEqual([
      {
        what: 'Who was seen',
        group: 'Who was seen',
        class: 'operational',
        category: 'operation',
        masked: false,
        encrypted: false,
        subjects: ['visitor'],
        place: 'short-lived store',
        kept: '10 minutes (ten minutes)',
        fideslang: 'system.operations',
      },
    ])
  })

  test('shows what is stored together in one row', () => {
    const more = {
      ...notes,
      columns: { ...notes.columns, author: text(personal('identity', { what: 'Its author.' })) },
    }
    const html = rendered(privacyPage({ ...declarations, tables: [more] }, installation), edition)
    expect(html).toContain(
      '<th scope="row">Notes<ul class="fields"><li>What was written <span class="mark">masked</span></li><li>Its author</li></ul></th><td>content, identity</td>',
    )
  })

  test('shows what a queued job carries', () => {
    const cleaning = job('clean', {
      what: 'Cleans up.',
      activity: support,
      carries: { place: text(operational('reference', { what: 'Where.' })) },
    })
    const { inventory } = privacyPage({ ...declarations, jobs: [cleaning] }, installation)
    expect(inventory.operational).toContainEqual(
      expect.objectContaining({ what: 'Where', group: 'Cleans up', place: 'job queue' }),
    )
  })

  test('shows a recipient only when the configuration makes it active', () => {
    const html = rendered(privacyPage(declarations, installation), edition)
    expect(html).not.toContain('Mailer')
    expect(html).toContain('calls no other service')
    const active = privacyPage(declarations, { ...installation, activeRecipients: ['mailer'] })
    expect(rendered(active, edition)).toContain('Mailer')
  })

  test('escapes whatever the operator or a declaration says', () => {
    const html = rendered(privacyPage(declarations, installation), edition)
    expect(html).toContain('Acme &amp; Co')
    expect(html).toContain('Support &lt;b&gt;now&lt;/b&gt;')
    expect(html).not.toContain('<b>now')
  })

  test('a new declaration changes the page without further code', () => {
    const more = { ...declarations, tables: [...declarations.tables, { ...notes, name: 'visits' }] }
    expect(JSON.stringify(privacyPage(more, installation))).toContain('database, visits')
    expect(JSON.stringify(privacyPage(declarations, installation))).not.toContain('visits')
  })
})

test('with several regions the page says where what lies', () => {
  const several = { ...installation, region: 'eu', otherRegions: ['us'] }
  const stored = (page: ReturnType<typeof privacyPage>) =>
    JSON.stringify(privacyDocument(page).facts.find(({ id }) => id === 'stored'))
  expect(stored(privacyPage(declarations, { ...several, otherRegions: [] }))).toContain('region eu')
  expect(stored(privacyPage(declarations, several))).toContain('in the region of their project (eu, us)')
  const operator = { ...installation.operator, address: 'Not stated', country: 'Austria' }
  expect(JSON.stringify(privacyDocument(privacyPage(declarations, { ...installation, operator })).facts)).not.toContain(
    'Not stated',
  )
})
