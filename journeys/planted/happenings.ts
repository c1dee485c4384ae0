import { code, fixed, later, mail, quote, type Secret, secret, words } from './secret.ts'

const change = secret('change', 'text', words)
export const changes: Secret[] = [
  change('text-added', later),
  change('text-changed', (v) => ({
    body: '<p id="text-changed">before</p>',
    later: `document.getElementById('text-changed').firstChild.data = ${quote(v)}`,
  })),
  change('markup-added', (v) => ({
    later: `document.body.insertAdjacentHTML('beforeend', ${quote(`<ul><li><b title="x">${v}</b></li></ul>`)})`,
  })),
  change('attribute-changed', (v) => ({
    body: '<p id="attribute-changed">a</p>',
    later: `document.getElementById('attribute-changed').title = ${quote(v)}`,
  })),
  change(
    'data-changed',
    (v) => ({
      body: '<p id="data-changed">a</p>',
      later: `document.getElementById('data-changed').dataset.owner = ${quote(v)}`,
    }),
    true,
  ),
  change(
    'style-changed',
    (v) => ({
      body: '<p id="style-changed">a</p>',
      later: `document.getElementById('style-changed').style.backgroundImage = 'url("/none.png?user=${v}")'`,
    }),
    true,
  ),
  secret('change', 'personal', mail)('mail-added', later),
  fixed('change', 'credential', 'card-added', '5425 2334 3010 9903', later),
]

const logged = secret('console', 'text', words)
export const logs: Secret[] = [
  logged('console-string', (v) => ({ run: `console.log('saved', ${quote(v)})` })),
  logged('console-object', (v) => ({ run: `console.info({ a: { b: [${quote(v)}] } })` })),
  logged('console-cycle', (v) => ({ run: `{ const a = { v: ${quote(v)} }; a.a = a; console.warn(a) }` })),
  logged('console-map', (v) => ({ run: `console.debug(new Map([['k', ${quote(v)}]]))` })),
  logged('console-error', (v) => ({ run: `console.error(new Error(${quote(v)}))` })),
  secret(
    'console',
    'credential',
    words,
  )('console-password', (v) => ({ run: `console.log({ user: { password: ${quote(v)} } })` })),
  secret(
    'console',
    'credential',
    (id) => `Bearer ${code(id)}`,
  )('console-header', (v) => ({ run: `console.log('Authorization: ' + ${quote(v)})` })),
  secret(
    'console',
    'credential',
    code,
  )('console-json', (v) => ({
    run: `console.log(JSON.stringify({ body: JSON.stringify({ accessToken: ${quote(v)} }) }))`,
  })),
  secret('console', 'personal', mail)('console-mail', (v) => ({ run: `console.log(${quote(v)})` })),
  secret(
    'console',
    'personal',
    mail,
  )('console-base64', (v) => ({ run: `console.log('payload ' + btoa(${quote(`{"owner":"${v}"}`)}))` })),
]

const thrown = secret('error', 'text', words)
export const errors: Secret[] = [
  thrown('error-message', (v) => ({ run: `setTimeout(() => { throw new Error(${quote(v)}) })` })),
  thrown('rejection', (v) => ({ run: `Promise.reject(new TypeError(${quote(v)}))` })),
  thrown('rejection-value', (v) => ({ run: `Promise.reject({ reason: ${quote(v)} })` })),
  secret(
    'error',
    'credential',
    code,
  )('error-stack', (v) => ({
    run: `{ const error = new Error('stack'); error.stack = 'Error: stack\\n    at run (https://shop.example/app.js?token=${v}:1:2)'; setTimeout(() => { throw error }) }`,
  })),
  secret(
    'error',
    'personal',
    mail,
  )('error-mail', (v) => ({ run: `setTimeout(() => { throw new Error('no user ' + ${quote(v)}) })` })),
]

const requested = secret('network', 'text', words)
export const requests: Secret[] = [
  requested('fetch-query', (v) => ({ run: `fetch('/none?name=${v}').catch(() => {})` }), true),
  requested(
    'xhr-query',
    (v) => ({ run: `{ const call = new XMLHttpRequest(); call.open('GET', '/none?name=${v}'); call.send() }` }),
    true,
  ),
  secret('network', 'credential', code)('fetch-token', (v) => ({ run: `fetch('/none?api_key=${v}').catch(() => {})` })),
  secret(
    'network',
    'credential',
    (id) => `eyJ${code(id)}.${code(id)}`,
  )('fetch-path', (v) => ({ run: `fetch('/none/${v}').catch(() => {})` })),
  secret(
    'network',
    'personal',
    mail,
  )('fetch-mail', (v) => ({ run: `fetch('/users/' + encodeURIComponent(${quote(v)})).catch(() => {})` })),
  secret(
    'network',
    'credential',
    code,
  )('fetch-body', (v) => ({
    run: `fetch('/none', { method: 'POST', headers: { 'x-key': '${v}' }, body: '${v}' }).catch(() => {})`,
  })),
]

const visited = secret('navigation', 'text', words)
export const navigations: Secret[] = [
  visited('push-query', (v) => ({ later: `history.pushState(null, '', '?name=${v}')` }), true),
  visited('replace-fragment', (v) => ({ later: `history.replaceState(null, '', '#name=${v}')` }), true),
  visited('hash', (v) => ({ later: `location.hash = ${quote(v)}` }), true),
  secret(
    'navigation',
    'credential',
    code,
  )('push-token', (v) => ({
    later: `history.pushState(null, '', '?session_id=${v}'); history.pushState(null, '', '?')`,
  })),
]

const fact = secret('context', 'text', words)
export const contexts: Secret[] = [
  fact('context-text', (v) => ({ later: `window.Vitrine?.setContext({ note: ${quote(v)} })` })),
  secret(
    'context',
    'personal',
    mail,
  )('context-mail', (v) => ({ later: `window.Vitrine?.setContext({ contact: ${quote(v)} })` })),
  secret(
    'context',
    'credential',
    words,
  )('context-password', (v) => ({ later: `window.Vitrine?.setContext({ password: ${quote(v)} })` })),
]
