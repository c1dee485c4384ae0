import { code, fixed, mail, paragraph, quote, type Secret, secret, shadow, words } from './secret.ts'

export const visibleText: Secret[] = [
  secret('text', 'text', words)('paragraph', paragraph),
  secret('text', 'text', words)('table-cell', (v) => ({ body: `<table><tr><td>${v}</td></tr></table>` })),
  secret('text', 'text', words)('details', (v) => ({ body: `<details><summary>more</summary>${v}</details>` })),
  secret('text', 'text', words)('hidden-element', (v) => ({ body: `<div hidden>${v}</div>` })),
  secret('text', 'personal', mail)('text-mail', paragraph),
  fixed('text', 'personal', 'text-phone', '+49 30 55501847', paragraph),
  fixed('text', 'personal', 'text-iban', 'DE89 3704 0044 0532 0130 00', paragraph),
  fixed('text', 'personal', 'text-ssn', '536-22-8741', paragraph),
  fixed('text', 'personal', 'text-ip', '203.0.113.187', paragraph),
  fixed('text', 'personal', 'text-tax-code', 'RSSMRA85T10A562S', paragraph),
  fixed('text', 'credential', 'text-card', '4539 1488 0343 6467', paragraph),
  fixed(
    'text',
    'credential',
    'text-jwt',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ3b21iYXQifQ.c2lnbmF0dXJlLW9mLXdvbWJhdA',
    paragraph,
  ),
  fixed('text', 'credential', 'text-private-key', 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC', (v) => ({
    body: `<pre>-----BEGIN PRIVATE KEY-----\n${v}\n-----END PRIVATE KEY-----</pre>`,
  })),
  fixed('text', 'credential', 'text-connection', 'dbuser:wombat-db-pass', (v) => ({
    body: `<code>postgres://${v}@db.internal/shop</code>`,
  })),
  secret('text', 'credential', (id) => `sk_live_${code(id)}`)('text-api-key', paragraph),
  secret(
    'text',
    'credential',
    (id) => `pw-${code(id)}`,
  )('text-assignment', (v) => ({ body: `<code>password=${v}</code>` })),
]

const attribute = secret('attribute', 'text', words)
export const attributes: Secret[] = [
  attribute('title-attribute', (v) => ({ body: `<p title="${v}">t</p>` })),
  attribute('alt', (v) => ({ body: `<img alt="${v}" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">` })),
  attribute('aria-label', (v) => ({ body: `<button aria-label="${v}">b</button>` })),
  attribute('aria-description', (v) => ({ body: `<button aria-description="${v}">b</button>` })),
  attribute('aria-valuetext', (v) => ({ body: `<div role="slider" aria-valuetext="${v}"></div>` })),
  attribute('placeholder', (v) => ({ body: `<input placeholder="${v}">` })),
  attribute('track-label', (v) => ({ body: `<video><track label="${v}"></video>` })),
  attribute('table-summary', (v) => ({ body: `<table summary="${v}"></table>` })),
  attribute('data-attribute', (v) => ({ body: `<div data-customer="${v}">d</div>` }), true),
  attribute('unknown-attribute', (v) => ({ body: `<div customer="${v}">d</div>` }), true),
  attribute('event-handler', (v) => ({ body: `<div onclick="void '${v}'">d</div>` }), true),
  attribute('javascript-url', (v) => ({ body: `<a href="javascript:void '${v}'">j</a>` }), true),
  attribute('data-url', (v) => ({ body: `<a href="data:text/plain,${v}">d</a>` }), true),
  attribute('svg-data-url', (v) => ({
    body: `<img src="data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg"><text>${v}</text></svg>`)}">`,
  })),
  attribute('href-query', (v) => ({ body: `<a href="/x?name=${v}">q</a>` }), true),
  attribute('href-fragment', (v) => ({ body: `<a href="/x#name=${v}">q</a>` }), true),
  attribute('src-query', (v) => ({ body: `<img src="/none.png?user=${v}">` }), true),
  attribute('srcset', (v) => ({ body: `<img srcset="/none.png?user=${v} 1x, /other.png 2x">` }), true),
  attribute('action', (v) => ({ body: `<form action="/send?user=${v}"></form>` }), true),
  attribute('formaction', (v) => ({ body: `<button formaction="/send?user=${v}">f</button>` }), true),
  attribute('poster', (v) => ({ body: `<video poster="/none.png?user=${v}"></video>` }), true),
  attribute('object-data', (v) => ({ body: `<object data="/none.svg?user=${v}"></object>` }), true),
  attribute('cite', (v) => ({ body: `<blockquote cite="/x?user=${v}">c</blockquote>` }), true),
  attribute('ping', (v) => ({ body: `<a href="/x" ping="/ping?user=${v}">p</a>` }), true),
  attribute('style-url', (v) => ({ body: `<div style="background:url('/none.png?user=${v}')">s</div>` }), true),
  secret('attribute', 'personal', mail)('mailto', (v) => ({ body: `<a href="mailto:${v}">m</a>` })),
  secret('attribute', 'personal', mail)('path-mail', (v) => ({ body: `<a href="/users/${v}/edit">m</a>` })),
  fixed('attribute', 'personal', 'tel', '+441632960987', (v) => ({ body: `<a href="tel:${v}">t</a>` })),
  secret('attribute', 'credential', code)('href-token', (v) => ({ body: `<a href="/reset?token=${v}">q</a>` })),
  secret('attribute', 'credential', code)('nonce', (v) => ({ body: `<style nonce="${v}"></style>` })),
  secret(
    'attribute',
    'credential',
    (id) => `ghp_${code(id)}0123456789ab`,
  )('data-token', (v) => ({ body: `<div data-token="${v}">d</div>` })),
]

const unseen = secret('document', 'text', words)
export const documents: Secret[] = [
  unseen('document-title', (v) => ({ head: `<title>${v}</title>` })),
  unseen('document-title-later', (v) => ({ later: `document.title = ${quote(v)}` })),
  unseen('meta-description', (v) => ({ head: `<meta name="description" content="${v}">` }), true),
  unseen('meta-property', (v) => ({ head: `<meta property="og:title" content="${v}">` }), true),
  secret('document', 'credential', code)('meta-csrf', (v) => ({ head: `<meta name="csrf-token" content="${v}">` })),
  unseen('comment-head', (v) => ({ head: `<!-- ${v} -->` }), true),
  unseen('comment-body', (v) => ({ body: `<!-- ${v} -->` }), true),
  unseen('comment-later', (v) => ({ later: `document.body.append(new Comment(${quote(v)}))` }), true),
  unseen('noscript', (v) => ({ body: `<noscript>${v}</noscript>` }), true),
  unseen('script-data', (v) => ({ body: `<script type="application/json">{"name":"${v}"}</script>` }), true),
  unseen('template', (v) => ({ body: `<template>${v}</template>` }), true),
  unseen('css-content', (v) => ({ head: `<style>.c1::after{content:"${v}"}</style>` })),
  unseen('css-url', (v) => ({ head: `<style>.c2{background:url(/none.png?user=${v})}</style>` }), true),
  unseen('css-comment', (v) => ({ head: `<style>/* ${v} */ .c3{color:red}</style>` }), true),
  unseen('css-rule-later', (v) => ({ later: `document.styleSheets[0].insertRule('.c4::after{content:"${v}"}')` })),
  unseen('css-adopted', (v) => ({
    run: `{ const sheet = new CSSStyleSheet(); sheet.replaceSync('.c5::after{content:"${v}"}'); document.adoptedStyleSheets = [sheet] }`,
  })),
  unseen('css-import', (v) => ({ head: `<style>@import "/none.css?user=${v}";</style>` }), true),
  unseen('svg-text', (v) => ({ body: `<svg><text>${v}</text></svg>` })),
  unseen('svg-title', (v) => ({ body: `<svg><title>${v}</title></svg>` })),
  unseen('svg-desc', (v) => ({ body: `<svg><desc>${v}</desc></svg>` })),
  unseen('custom-element', (v) => ({
    body: `<wombat-card>${v}</wombat-card>`,
    run: `customElements.define('wombat-card', class extends HTMLElement {})`,
  })),
  unseen('custom-element-attribute', (v) => ({ body: `<wombat-card owner="${v}"></wombat-card>` }), true),
]

const nested = secret('frame', 'text', words)
export const frames: Secret[] = [
  nested('srcdoc', (v) => ({ body: `<iframe srcdoc="<p>${v}</p>"></iframe>` })),
  nested('frame-text', (v) => ({
    run: `{ const frame = document.createElement('iframe'); document.body.append(frame); frame.contentDocument.body.append(${quote(v)}) }`,
  })),
  nested(
    'frame-input',
    (v) => ({
      run: `{ const frame = document.createElement('iframe'); document.body.append(frame); frame.contentDocument.body.innerHTML = ${quote(`<input value="${v}">`)} }`,
    }),
    true,
  ),
  secret(
    'frame',
    'credential',
    code,
  )('frame-src', (v) => ({ body: `<iframe src="/none.html?access_token=${v}"></iframe>` })),
  nested('shadow-text', (v) => ({ run: shadow(`<p>${v}</p>`) })),
  nested('shadow-attribute', (v) => ({ run: shadow(`<p title="${v}">t</p>`) })),
  nested('shadow-input', (v) => ({ run: shadow(`<input value="${v}">`) }), true),
  secret(
    'frame',
    'credential',
    words,
  )('shadow-password', (v) => ({ run: shadow(`<input type="password" value="${v}">`) })),
]
