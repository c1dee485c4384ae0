import { html, htmlPage, type Markup } from '@vitrine/ledger'
import { QualityKind, type Trust, type TrustedModel } from '@vitrine/protocol'
import { kindTitles, statusWords } from './words.ts'

export const stylesheet = '/model-quality.css'

const hourOf = (at: string): string => `${at.slice(0, 10)}, ${at.slice(11, 16)} UTC`
const seconds = (ms: number): string => (ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`)

const checkCell = (check: TrustedModel['checks'][QualityKind]): Markup =>
  check
    ? html`<td><span class="verdict ${check.status}">${statusWords[check.status]}</span><span class="when">${hourOf(check.at)}</span></td>`
    : html`<td class="none">Not measured</td>`

const row = ({
  model,
  uptimePercent,
  firstByteMs,
  checks,
}: TrustedModel): Markup => html`<tr><th scope="row"><code>${model}</code></th>
<td>${uptimePercent === null ? 'Not measured' : `${uptimePercent.toFixed(1)} %`}</td>
<td>${firstByteMs === null ? 'Not measured' : `${seconds(firstByteMs.typical)}; slowest 5 %: ${seconds(firstByteMs.slow)} or more`}</td>
${QualityKind.options.map((kind) => checkCell(checks[kind]))}</tr>`

const models = ({ models, days }: Trust): Markup =>
  models.length === 0
    ? html`<p class="plain">Nothing has been measured yet.</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="Models"><table class="of-6"><caption>How each model answered</caption>
<thead><tr><th scope="col">Model</th><th scope="col">Answered, ${days} days</th><th scope="col">Answer begins after</th>${QualityKind.options.map((kind) => html`<th scope="col">${kindTitles[kind]}</th>`)}</tr></thead>
<tbody>${models.map(row)}</tbody></table></div>`

/** For everybody: without scripts, in both colours, made for paper too. */
export const trustPage = (trust: Trust, owner: string): string =>
  htmlPage({
    title: `Model quality · ${owner}`,
    stylesheet,
    body: html`<a class="skip" href="#models">Skip to the content</a>
<header><p class="eyebrow">${owner}</p><h1>How the models answer</h1>
<p class="lead">Whether the models that are offered here answer, how soon, and whether they are still what they were. Measured by ourselves, all the time.</p>
<p class="edition">As of ${hourOf(trust.asOf)}</p>
<p class="formats">Also as <a href="/model-quality.json">JSON</a></p></header>
<div class="columns single"><main>
<section id="models"><h2>Models</h2>${models(trust)}</section>
<section id="measured"><h2>How it is measured</h2><dl class="limits">${QualityKind.options.map((kind) => html`<div><dt>${kindTitles[kind]}</dt><dd>${trust.measured[kind]}</dd></div>`)}
<div><dt>Answered</dt><dd>The share of requests that were answered, hour by hour; every hour counts the same. Where an hour had few requests, our own questions count.</dd></div></dl></section>
<section id="limits"><h2>What it is not</h2><ul class="list">${trust.limits.map((limit) => html`<li>${limit}</li>`)}</ul></section>
</main></div><footer><p>Questions and answers are not kept: only figures, verdicts and hashes.</p></footer>`,
  })
