import { html, type Markup } from '../markup.ts'
import type { Document, Gap } from '../model.ts'
import { factsMarkup, sectionMarkup } from './html-blocks.ts'

type Link = { readonly label: string; readonly href: string }

/** Which version this is, where its style sheet is, and what else there is of it. */
export type Edition = {
  readonly stylesheet: string
  readonly hash: string
  readonly publishedAt: Date
  /** Of the program: version and commit. */
  readonly release?: string | undefined
  /** Earlier versions, newest first. */
  readonly others: readonly { readonly publishedAt: Date; readonly hash: string; readonly href?: string }[]
  /** The same in other formats. */
  readonly formats?: readonly Link[]
  /** Up: the list of all documents. */
  readonly home?: Link
  readonly changes?: Link
}

const day = (at: Date) => at.toISOString().slice(0, 10)

const masthead = (
  { title, lead, facts }: Document,
  { hash, publishedAt, release, home, formats = [] }: Edition,
): Markup => html`
  <header><p class="eyebrow">${home ? html`<a href="${home.href}">${home.label}</a>` : html`Privacy`}</p><h1>${title}</h1>
  <p class="lead">${lead}</p>
  ${factsMarkup(facts, 'facts')}
  <p class="edition">Version <code>${hash.slice(0, 12)}</code>, since ${day(publishedAt)}${release ? html`; program ${release}` : html``}</p>
  ${
    formats.length > 0
      ? html`<p class="formats">Also as ${formats.map(({ label, href }) => html`<a href="${href}">${label}</a> `)}</p>`
      : html``
  }</header>`

const gapsMarkup = (gaps: readonly Gap[]): Markup =>
  gaps.length === 0
    ? html``
    : html`<section id="gaps" class="gaps"><h2>Still to be stated <span class="count">${gaps.length}</span></h2>
      <p>No program knows these. They are shown as “Not stated” until somebody says them in the dashboard or the settings.</p>
      <dl class="limits">${gaps.map(({ what, why }) => html`<div><dt>${what}</dt><dd>${why}</dd></div>`)}</dl></section>`

const versions = ({ others, changes }: Edition): Markup => html`
  <section id="versions"><h2>Earlier versions</h2>${
    others.length === 0
      ? html`<p>This is the first version.</p>`
      : html`<ul class="versions">${others.map(
          ({ publishedAt, hash, href }) =>
            html`<li><a href="${href ?? `/privacy/versions/${hash}`}">${day(publishedAt)}</a> <code>${hash.slice(0, 12)}</code></li>`,
        )}</ul>`
  }${changes ? html`<p><a href="${changes.href}">${changes.label}</a></p>` : html``}</section>`

/** A page without scripts that prints well; its only outside reference is the style sheet. */
export const htmlPage = (about: { title: string; stylesheet: string; body: Markup }): string =>
  html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${about.title}</title><link rel="stylesheet" href="${about.stylesheet}"></head>
<body>${about.body}</body></html>`.html

/** A document as a complete page. */
export function renderHtml(document: Document, edition: Edition): string {
  const { sections, gaps, title } = document
  const operator = document.facts.find(({ id }) => id === 'operator')?.value
  const owner = typeof operator === 'string' ? operator : (operator?.items?.[0]?.text ?? operator?.text ?? '')
  const inPage = [
    ...sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`),
    ...(gaps.length > 0 ? [html`<li><a href="#gaps">Still to be stated</a></li>`] : []),
    html`<li><a href="#versions">Earlier versions</a></li>`,
  ]
  return htmlPage({
    title: `${title} · ${owner}`,
    stylesheet: edition.stylesheet,
    body: html`<a class="skip" href="#${sections[0]?.id ?? 'versions'}">Skip to the content</a>${masthead(document, edition)}
<div class="columns"><nav aria-label="On this page"><ol>${inPage}</ol></nav>
<main>${sections.map(sectionMarkup)}${gapsMarkup(gaps)}${versions(edition)}</main></div>
<footer><p>Rendered by Vitrine from its own declarations.</p></footer>`,
  })
}
