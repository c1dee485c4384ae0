import { documentKinds, html, htmlPage, type Markup } from '@vitrine/ledger'
import type { DocumentChange, DocumentComparison, DocumentHistory } from '@vitrine/protocol'

const day = (at: string) => at.slice(0, 10)

const words = ({ words }: DocumentChange): Markup[] =>
  words.map(({ text, change }) => {
    if (change === 'added') return html`<ins>${text}</ins>`
    return change === 'removed' ? html`<del>${text}</del>` : html`${text}`
  })

const changeMarkup = (change: DocumentChange): Markup =>
  html`<li class="change ${change.what}"><p class="where">${change.where}${change.row ? html` › ${change.row}` : html``} <span class="mark">${change.what}</span></p><p class="words">${words(change)}</p></li>`

/** What changed from one version to the next, in words. */
export const comparisonMarkup = ({ from, to, changes }: DocumentComparison): Markup => html`
  <section id="version-${to.number}"><h2>Version ${to.number} <span class="count">${day(to.publishedAt)}</span></h2>
  <p>Compared with version ${from.number} of ${day(from.publishedAt)}: ${changes.length === 0 ? 'nothing that can be read changed.' : `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}.`}</p>
  <ul class="changes">${changes.map(changeMarkup)}</ul></section>`

type About = {
  readonly history: DocumentHistory
  readonly comparisons: readonly DocumentComparison[]
  readonly base: string
  readonly stylesheet: string
}

const chainMarkup = ({ history, base }: About): Markup => html`
  <section id="chain"><h2>The chain</h2>
  <p>${
    history.holds
      ? 'Every version is sealed together with the one before it and signed with the installation’s key. The whole chain holds: nothing in it was changed, taken out or put in later.'
      : 'The chain does not hold: a version was changed, taken out or put in later.'
  }</p>
  <div class="scroll" tabindex="0" role="region" aria-label="Versions"><table class="versions"><caption>Versions</caption>
  <thead><tr><th scope="col">Version</th><th scope="col">Since</th><th scope="col">Program</th><th scope="col">Content</th><th scope="col">Seal</th></tr></thead>
  <tbody>${history.versions.map(
    ({ number, publishedAt, release, hash, seal }) =>
      html`<tr><th scope="row"><a href="${base}/${history.kind}/versions/${number}.html">${number}</a></th><td>${day(publishedAt)}</td><td>${release ?? 'not recorded'}</td><td><code>${hash.slice(0, 16)}</code></td><td><code>${(seal ?? '').slice(0, 16)}</code></td></tr>`,
  )}</tbody></table></div>
  <p>To check it without this program: <a href="${base}/${history.kind}/history.json">history.json</a> has the seals, the signatures and the key.</p></section>`

/** All versions of a document with what changed in each: newest first. */
export function historyPage(about: About): string {
  const { title } = documentKinds[about.history.kind]
  return htmlPage({
    title: `${title}: what changed`,
    stylesheet: about.stylesheet,
    body: html`<a class="skip" href="#chain">Skip to the content</a>
<header><p class="eyebrow"><a href="${about.base}">Privacy documents</a> › <a href="${about.base}/${about.history.kind}.html">${title}</a></p>
<h1>What changed</h1><p class="lead">Every version of this document since the first, with the words that came and went.</p></header>
<div class="columns single"><main>${about.comparisons.map(comparisonMarkup)}${chainMarkup(about)}</main></div>
<footer><p>Rendered by Vitrine from its own declarations.</p></footer>`,
  })
}
