import type { Recipient } from '../flow.ts'
import type { DataClass } from '../meaning.ts'
import { html, type Markup } from './markup.ts'
import type { ActivitySummary, PrivacyPage } from './privacy-page.ts'

/** Where the page's style sheet is and which version this is; `others` are earlier versions, newest first. */
export type Edition = {
  readonly stylesheet: string
  readonly hash: string
  readonly publishedAt: Date
  readonly others: readonly { hash: string; publishedAt: Date }[]
}

const date = (at: Date) => at.toISOString().slice(0, 10)
const list = (items: readonly string[]) => items.join(', ')
/** Each on a line of its own; what is said already is not said again. */
const lines = (texts: readonly string[]): Markup => html`${[...new Set(texts)].map((text) => html`${text}<br>`)}`
const plural: Record<string, string> = { visitor: 'visitors', member: 'members', client: 'clients' }

const classes: readonly (readonly [DataClass, string, string])[] = [
  ['personal', 'About a person', 'Says something about somebody, or was written by them.'],
  ['telemetry', 'About what happened', 'Technical facts that help to find a fault.'],
  ['operational', 'About the service itself', 'Settings, references and records without which it would not run.'],
]

const table = (caption: string, heads: readonly string[], rows: readonly Markup[]): Markup => html`
  <div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table>
    <caption>${caption}</caption>
    <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${rows}</tbody>
  </table></div>`

const activityCard = (activity: ActivitySummary): Markup => html`
  <article class="card">
    <h3>${activity.title}</h3>
    <p>${activity.purpose}</p>
    <dl>
      <div><dt>Whose data</dt><dd>${list(activity.subjects.map((subject) => plural[subject] ?? subject)) || 'nobody’s'}</dd></div>
      <div><dt>Kinds</dt><dd>${list(activity.categories) || 'records of the service only'}</dd></div>
      <div><dt>Role</dt><dd>${activity.role === 'controller' ? 'controller: decides why and how' : 'processor: acts for the site’s owner'}</dd></div>
      <div><dt>Legal basis</dt><dd>${activity.legalBasis}</dd></div>
    </dl>
    <ul>${activity.safeguards.map((safeguard) => html`<li>${safeguard}</li>`)}</ul>
  </article>`

type Listed = PrivacyPage['inventory'][DataClass][number]

const field = ({ what, masked, encrypted }: Listed): Markup => {
  const marks = [...(masked ? ['masked'] : []), ...(encrypted ? ['encrypted'] : [])]
  return html`${what}${marks.map((mark) => html` <span class="mark">${mark}</span>`)}`
}

/** What is stored together, in one row. Versions published before there were groups have a row for each field. */
function inventoryRow(fields: readonly [Listed, ...Listed[]]): Markup {
  const [{ group, what, place, kept }] = fields
  const unique = (values: readonly string[]) => list([...new Set(values)])
  const alone = fields.length === 1 && (group === undefined || group === what)
  const title = alone
    ? field(fields[0])
    : html`${group ?? what}<ul class="fields">${fields.map((one) => html`<li>${field(one)}</li>`)}</ul>`
  const subjects = fields.flatMap((one) => one.subjects.map((subject) => plural[subject] ?? subject))
  return html`<tr><th scope="row">${title}</th><td>${unique(fields.map(({ category }) => category))}</td>
    <td>${unique(subjects) || 'nobody’s'}</td><td>${place}</td><td>${kept}</td></tr>`
}

function inventorySection(page: PrivacyPage): Markup {
  const parts = classes.map(([dataClass, title, about]) => {
    const entries = page.inventory[dataClass]
    const rows = Map.groupBy(entries, ({ group, what, place, kept }) => [group ?? what, place, kept].join('\n'))
    return html`<h3 id="class-${dataClass}">${title} <span class="count">${entries.length}</span></h3><p>${about}</p>
      ${table(
        `${title}: what is stored`,
        ['What', 'Kind', 'Whose', 'Where', 'Kept'],
        [...rows.values()].map((fields) => inventoryRow(fields as [Listed, ...Listed[]])),
      )}`
  })
  return html`${parts}`
}

const recipientRow = (recipient: Recipient): Markup => html`
  <tr><th scope="row">${recipient.name}</th><td>${recipient.role}</td><td>${recipient.purpose}</td>
  <td>${list(recipient.receives)}</td><td>${recipient.location}</td><td>${recipient.keeps}</td></tr>`

const recipientsSection = ({ recipients }: PrivacyPage): Markup =>
  recipients.length === 0
    ? html`<p class="plain">Nobody. The database, the files and the short-lived store run on the operator’s own machine, and this installation calls no other service.</p>`
    : table('Recipients', ['Who', 'Role', 'Why', 'Receives', 'Where', 'Keeps'], recipients.map(recipientRow))

function retentionSection(page: PrivacyPage): Markup {
  const rows = page.activities.map(
    (activity) =>
      html`<tr><th scope="row">${activity.title}</th><td>${activity.kept.map((kept) => html`<p>${kept}</p>`)}</td></tr>`,
  )
  return html`${table('Retention', ['Activity', 'Kept'], rows)}
    <p>A sweep runs every hour, deletes what is past its time and records how late it was. Nothing is kept merely because nobody deleted it.</p>`
}

const browserSection = ({ browser }: PrivacyPage): Markup =>
  table(
    'Browser storage',
    ['Name', 'Kind', 'Set by', 'What for', 'Kept', 'Consent'],
    browser.map(
      (key) =>
        html`<tr><th scope="row"><code>${key.name}</code></th><td>${key.store}</td><td>${key.room}</td><td>${key.what}</td><td>${key.kept}</td><td>${key.consent}</td></tr>`,
    ),
  )

const requestsSection = ({ operator, publicUrl }: PrivacyPage): Markup => html`
  <p>You can ask what is stored about you, have it corrected or deleted, receive a copy, or object. If you sent a report
  on somebody’s site, that site’s owner decides: ask them, or write to <strong>${operator.privacyContact}</strong> and the
  request is passed on. You may also complain to a data protection authority.</p>
  <p>Erasing a report, a recording or a project destroys its encryption keys first, deletes it everywhere, then reads every
  place on this page again. The outcome is shown per place. Administrators do it in the dashboard, programs with
  <code>POST ${publicUrl}/v1/data-deletion</code>.</p>`

const sections: readonly (readonly [id: string, title: string, body: (page: PrivacyPage) => Markup])[] = [
  [
    'activities',
    'What is done, and why',
    (page) => html`<div class="cards">${page.activities.map(activityCard)}</div>`,
  ],
  ['inventory', 'Everything that is stored', inventorySection],
  ['retention', 'How long it is kept', retentionSection],
  ['recipients', 'Who receives it', recipientsSection],
  ['browser', 'What stays in a browser', browserSection],
  ['requests', 'Your rights', requestsSection],
  [
    'limitations',
    'What this installation does not do',
    (page) =>
      html`<dl class="limits">${page.limitations.map(({ title, why }) => html`<div><dt>${title}</dt><dd>${why}</dd></div>`)}</dl>`,
  ],
]

const masthead = ({ operator, region }: PrivacyPage, { hash, publishedAt }: Edition): Markup => html`
  <header><p class="eyebrow">Privacy</p><h1>What is stored here, why, and for how long</h1>
  <p class="lead">This page is rendered from the declarations by which the program itself works. When its stores hold anything else, it refuses to start.</p>
  <dl class="facts">
    <div><dt>Operator</dt><dd>${lines([operator.name, operator.address, operator.country])}</dd></div>
    <div><dt>Contact</dt><dd>${operator.contact}</dd></div>
    <div><dt>Privacy contact</dt><dd>${operator.privacyContact}</dd></div>
    <div><dt>Stored in</dt><dd>region ${region}</dd></div>
    <div><dt>Version</dt><dd><code>${hash.slice(0, 12)}</code><br>since ${date(publishedAt)}</dd></div>
  </dl></header>`

const versions = ({ others }: Edition): Markup =>
  others.length === 0
    ? html`<p>This is the first version.</p>`
    : html`<ul>${others.map((other) => html`<li><a href="/privacy/versions/${other.hash}">${date(other.publishedAt)}</a> <code>${other.hash.slice(0, 12)}</code></li>`)}</ul>`

/** A complete document without scripts; prints well; its only outside reference is the style sheet. */
export function renderPrivacyPage(page: PrivacyPage, edition: Edition): string {
  const body = sections.map(
    ([id, title, section]) => html`<section id="${id}"><h2>${title}</h2>${section(page)}</section>`,
  )
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Privacy · ${page.operator.name}</title><link rel="stylesheet" href="${edition.stylesheet}"></head>
<body><a class="skip" href="#activities">Skip to the content</a>${masthead(page, edition)}
<div class="columns"><nav aria-label="On this page"><ol>${sections.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}<li><a href="#versions">Earlier versions</a></li></ol></nav>
<main>${body}<section id="versions"><h2>Earlier versions</h2>${versions(edition)}</section></main></div>
<footer><p>Rendered by Vitrine. The same as data: <a href="/privacy.json">privacy.json</a></p></footer></body></html>`
    .html
}
