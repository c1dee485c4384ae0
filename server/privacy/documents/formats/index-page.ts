import { documentFormats, documentKindNames, documentKinds, html, htmlPage, type Markup } from '@vitrine/ledger'
import { formatLabels } from './labels.ts'

type About = {
  readonly base: string
  readonly stylesheet: string
  readonly owner: string
  readonly about: string
  /** Feeds and what else belongs to the installation only. */
  readonly feeds: boolean
}

const files = documentFormats.filter((format) => format !== 'html')

const entry = ({ base }: About, kind: (typeof documentKindNames)[number]): Markup => html`
  <article class="card"><h2><a href="${base}/${kind}.html">${documentKinds[kind].title}</a></h2>
  <p>${documentKinds[kind].purpose}</p>
  <p class="formats"><a href="${base}/${kind}/history.html">What changed</a>As a file: ${files.map((format) => html`<a href="${base}/${kind}.${format}">${formatLabels[format]}</a> `)}</p></article>`

/** The list of all documents, each with what it is for. */
export const indexPage = (about: About): string =>
  htmlPage({
    title: `Privacy documents · ${about.owner}`,
    stylesheet: about.stylesheet,
    body: html`<a class="skip" href="#documents">Skip to the content</a>
<header><p class="eyebrow">Privacy</p><h1>Privacy documents</h1><p class="lead">${about.about}</p></header>
<div class="columns single"><main id="documents"><div class="cards">${documentKindNames.map((kind) => entry(about, kind))}</div>
${about.feeds ? html`<p>New sub-processors as a feed: <a href="${about.base}/sub-processors/feed.rss">RSS</a> <a href="${about.base}/sub-processors/feed.json">JSON Feed</a></p>` : html``}
</main></div><footer><p>Rendered by Vitrine from its own declarations.</p></footer>`,
  })
