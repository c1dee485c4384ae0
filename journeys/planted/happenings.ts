import { code, fixed, later, mail, quote, type Secret, secret, settling, words } from './secret.ts'

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

const posting = (body: string, read = 'text', path = '/echo') => ({
  later: settling(`fetch('${path}', { method: 'POST', body: ${body} }).then((answer) => answer.${read}())`),
})
const json = (name: string) => (v: string) => posting(quote(JSON.stringify({ order: { [name]: v } })), 'json')
const asking = (send: string) =>
  settling(`new Promise((done) => { const call = new XMLHttpRequest(); call.open('POST', '/echo'); call.onloadend = done;
    call.responseType = 'json'; call.send(${send}) })`)

const carried = secret('body', 'text', words)
const carriedSecret = secret('body', 'credential', words)
export const bodies: Secret[] = [
  carried('body-json', json('note')),
  carried('body-text', (v) => posting(quote(`note ${v}`))),
  carried('body-query', (v) => posting(`new URLSearchParams({ note: ${quote(v)} })`)),
  carried('body-xhr', (v) => ({ later: asking(quote(JSON.stringify({ note: v }))) })),
  carried('body-form', (v) =>
    posting(
      `(() => { const form = new FormData(); form.append('note', ${quote(v)}); return form })()`,
      'text',
      '/taken',
    ),
  ),
  carried('body-file-name', (v) =>
    posting(
      `(() => { const form = new FormData(); form.append('file', new File(['x'], ${quote(v)})); return form })()`,
      'text',
      '/taken',
    ),
  ),
  carriedSecret('body-file', (v) =>
    posting(
      `(() => { const form = new FormData(); form.append('file', new File([${quote(v)}], 'a.txt')); return form })()`,
      'text',
      '/taken',
    ),
  ),
  carriedSecret('body-blob', (v) => posting(`new Blob([${quote(v)}])`, 'blob')),
  carriedSecret('body-unread', (v) => ({
    later: settling(`fetch('/echo', { method: 'POST', body: new Blob([${quote(v)}]) })`),
  })),
  carriedSecret('body-password', json('password')),
  carriedSecret('body-bytes', (v) =>
    posting(`new TextEncoder().encode(${quote(JSON.stringify({ apiKey: v }))})`, 'arrayBuffer'),
  ),
  carriedSecret('body-query-token', (v) => posting(`new URLSearchParams({ token: ${quote(v)} })`)),
  carriedSecret('body-form-pin', (v) =>
    posting(
      `(() => { const form = new FormData(); form.append('security code', ${quote(v)}); return form })()`,
      'text',
      '/taken',
    ),
  ),
  carriedSecret('body-xhr-secret', (v) => ({ later: asking(quote(JSON.stringify([{ client_secret: v }]))) })),
  secret('body', 'credential', (id) => `Bearer ${code(id)}`)('body-bearer', json('header')),
  fixed('body', 'credential', 'body-card', '5105 1051 0510 5100', json('number')),
  secret('body', 'personal', mail)('body-mail', json('contact')),
]

const saying = (text: string) => ({
  later:
    settling(`new Promise((done) => { const socket = new WebSocket(location.origin.replace('http', 'ws') + '/socket');
    socket.onopen = () => socket.send(${quote(text)}); socket.onmessage = () => { socket.close(); done() } })`),
})
const said = (name: string) => (v: string) => saying(JSON.stringify({ [name]: v }))

export const frames: Secret[] = [
  secret('frame', 'text', words)('message-json', said('note')),
  secret('frame', 'text', words)('message-text', (v) => saying(`note ${v}`)),
  secret('frame', 'credential', words)('message-password', said('password')),
  secret('frame', 'credential', code)('message-token', (v) => saying(`subscribe token=${v}`)),
  secret('frame', 'personal', mail)('message-mail', said('contact')),
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
