import { png } from '../dressed-site.ts'
import { code, mail, type Placed, type Secret, secret, words } from './secret.ts'

const rules = (id: string) => Array.from({ length: 120 }, (_, n) => `.${id}-${n} { margin: ${n}px; }`).join('\n')
const inSheet =
  (id: string, css: (value: string) => string): Placed =>
  (value) => ({
    head: `<link rel="stylesheet" href="/planted/${id}.css">`,
    files: { [`/planted/${id}.css`]: { type: 'text/css', body: `${rules(id)}\n${css(value)}` } },
  })
const inDrawing =
  (id: string, inner: (value: string) => string, around = ''): Placed =>
  (value) => ({
    body: `<div ${around}><img src="/planted/${id}.svg"></div>`,
    files: {
      [`/planted/${id}.svg`]: {
        type: 'image/svg+xml',
        body: `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${inner(value)}</svg>`,
      },
    },
  })
const inPicture =
  (id: string, picture: (value: string) => Buffer): Placed =>
  (value) => ({
    body: `<img src="/planted/${id}.png">`,
    files: { [`/planted/${id}.png`]: { type: 'image/png', body: picture(value) } },
  })
const text = (value: string) => `<text>${value}</text>`

/** What lies in style sheets and pictures that are kept with a recording, and in their addresses. */
export const files: Secret[] = [
  secret(
    'file',
    'text',
    words,
  )(
    'file-css-content',
    inSheet('content', (v) => `.c::after { content: "${v}" }`),
  ),
  secret(
    'file',
    'personal',
    mail,
  )(
    'file-css-mail',
    inSheet('mail', (v) => `.m::after { content: "${v}" }`),
  ),
  secret('file', 'text', words)(
    'file-css-url',
    inSheet('url', (v) => `.u { background: url(/none.png?user=${v}) }`),
    true,
  ),
  secret(
    'file',
    'credential',
    code,
  )(
    'file-css-token',
    inSheet('token', (v) => `@import "/none.css?token=${v}";`),
  ),
  secret('file', 'text', words)(
    'file-picture-query',
    (value) => ({
      body: `<img src="/planted/picture.png?user=${value}">`,
      files: { '/planted/picture.png': { type: 'image/png', body: png(9) } },
    }),
    true,
  ),
  secret(
    'file',
    'personal',
    mail,
  )(
    'file-css-font',
    inSheet('font', (v) => `.f { font-family: "${v}", serif }`),
  ),
  secret(
    'file',
    'credential',
    (id) => `sk_live_${code(id)}`,
  )(
    'file-css-font-file',
    inSheet('font-file', (v) => `@font-face { font-family: "${v}"; src: url(/none.woff2?key=${v}) }`),
  ),
  // Nobody sees it, so no mode shows it.
  secret(
    'file',
    'credential',
    words,
  )(
    'file-picture-note',
    inPicture('noted', (note) => png(12, { note })),
  ),
  secret('file', 'text', words)('file-drawing-text', inDrawing('plain', text)),
  secret('file', 'personal', mail)('file-drawing-mail', inDrawing('mail', text)),
  secret(
    'file',
    'credential',
    (id) => `sk_live_${code(id)}`,
  )(
    'file-drawing-key',
    inDrawing('key', (v) => `<!-- ${v} -->`),
  ),
  secret('file', 'text', words)('file-drawing-blocked', inDrawing('blocked', text, 'data-vitrine="block"'), true),
  secret('file', 'text', words)('file-drawing-masked', inDrawing('masked', text, 'data-vitrine="mask"'), true),
]

const canary = secret('canary', 'text', (id) => `Robin${id.replaceAll('-', '')}Meadow`)

/** Harmless: `open` has to keep them. */
export const fileCanaries: Secret[] = [
  canary(
    'canary-sheet-file',
    inSheet('canary', (v) => `.r::after { content: "${v}" }`),
  ),
  canary('canary-drawing-file', inDrawing('canary', text)),
  canary(
    'canary-picture-file',
    inPicture('canary', (pixels) => png(60, { pixels })),
  ),
]
