import { files } from './files.ts'
import { bodies, changes, contexts, errors, logs, frames as messages, navigations, requests } from './happenings.ts'
import { inputs } from './inputs.ts'
import { attributes, documents, frames, visibleText } from './page.ts'
import { later, paragraph, type Secret, secret, shadow, typing } from './secret.ts'

export const plantedSecrets: readonly Secret[] = [
  visibleText,
  attributes,
  inputs,
  documents,
  frames,
  changes,
  logs,
  errors,
  requests,
  bodies,
  messages,
  navigations,
  contexts,
  files,
].flat()

const canary = secret('canary', 'text', (id) => `Robin${id.replaceAll('-', '')}Meadow`)

/** Harmless: `strict` has to hide them like everything, `open` has to show them, so that a search can fail. */
export const plantedCanaries: readonly Secret[] = [
  canary('canary-text', paragraph),
  canary('canary-title', (v) => ({ body: `<p title="${v}">t</p>` })),
  canary('canary-placeholder', (v) => ({ body: `<input placeholder="${v}">` })),
  canary('canary-input', (v) => ({ body: `<input value="${v}">` })),
  canary('canary-typed', (v) => ({ body: '<input id="canary-typed">', later: typing('canary-typed', v) })),
  canary('canary-data', (v) => ({ body: `<p data-bird="${v}">d</p>` })),
  canary('canary-comment', (v) => ({ body: `<!-- ${v} -->` })),
  canary('canary-css', (v) => ({ head: `<style>.c9::after{content:"${v}"}</style>` })),
  canary('canary-query', (v) => ({ body: `<a href="/x?bird=${v}">q</a>` })),
  canary('canary-svg', (v) => ({ body: `<svg><text>${v}</text></svg>` })),
  canary('canary-srcdoc', (v) => ({ body: `<iframe srcdoc="<p>${v}</p>"></iframe>` })),
  canary('canary-shadow', (v) => ({ run: shadow(`<p>${v}</p>`) })),
  canary('canary-later', later),
]

export { fileCanaries } from './files.ts'

/** These need more than the picture: the console, requests, errors and facts that go with it. */
export const besidePicture: readonly string[] = [
  'console',
  'error',
  'network',
  'body',
  'frame',
  'navigation',
  'context',
]
