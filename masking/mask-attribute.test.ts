import { describe, expect, test } from 'vitest'
import { maskAttribute } from './mask-attribute.ts'
import { type MaskingMode, strictest } from './policy.ts'

const M = '•••••'
const U = '*****'

/** tag, attribute, value, strict, balanced, open (as balanced where it is left out) */
const cases: [string, string, string, string | null, string | null, (string | null)?][] = [
  ['div', 'class', 'card card--wide md:flex', 'card card--wide md:flex', 'card card--wide md:flex'],
  ['div', 'class', 'user joe@example.com', 'user [email]', 'user [email]', 'user joe@example.com'],
  ['div', 'id', 'main', 'main', 'main'],
  ['div', 'title', 'Anna Schmidt', `${M} ${M}`, 'Anna Schmidt'],
  ['img', 'alt', 'joe@example.com', M, '[email]', 'joe@example.com'],
  ['div', 'aria-label', 'Close', M, 'Close'],
  ['div', 'aria-expanded', 'true', 'true', 'true'],
  ['div', 'aria-valuenow', '120000', M, M, '120000'],
  ['div', 'aria-labelledby', 'h1 h2', 'h1 h2', 'h1 h2'],
  ['input', 'placeholder', 'Your name', `${M} ${M}`, 'Your name'],
  ['input', 'value', 'Anna', M, M, 'Anna'],
  ['button', 'value', 'Send', M, 'Send'],
  ['progress', 'value', '0.5', M, '0.5'],
  ['input', 'type', 'checkbox', 'checkbox', 'checkbox'],
  ['input', 'type', 'Anna Schmidt 4711', M, 'Anna Schmidt 4711'],
  ['td', 'colspan', '2', '2', '2'],
  ['div', 'data-user', 'Anna', M, M, 'Anna'],
  ['div', 'data-user', 'Anna joe@example.com', M, M, 'Anna joe@example.com'],
  ['x-card', 'text', 'Anna', M, M, 'Anna'],
  ['div', 'data-line-width', '12', M, M, '12'],
  ['path', 'data-user', 'Anna', M, M, 'Anna'],
  ['svg', 'preserveAspectRatio', 'xMidYMid meet', M, 'xMidYMid meet'],
  ['div', 'data-state', 'open', 'open', 'open'],
  ['div', 'data-state', 'anna', M, M, 'anna'],
  ['div', 'data-v-7ba5bd90', '', '', ''],
  ['div', 'customer', 'Anna', M, M, 'Anna'],
  ['div', 'api-token', 'short', M, M, M],
  ['div', 'onclick', 'run()', null, null, null],
  ['script', 'nonce', 'abc', null, null, null],
  ['iframe', 'srcdoc', '<p>Anna</p>', null, null, null],
  ['a', 'ping', '/p', null, null, null],
  ['a', 'href', '/orders?name=anna', `/orders?name=${U}`, `/orders?name=${U}`, '/orders?name=anna'],
  ['a', 'href', '#anna', `#${U}`, `#${U}`, '#anna'],
  ['a', 'href', 'javascript:run()', `javascript:${U}`, `javascript:${U}`],
  ['use', 'xlink:href', '#icon-cart', '#icon-cart', '#icon-cart'],
  ['img', 'src', '/me.png?u=1', null, `/me.png?u=${U}`, '/me.png?u=1'],
  ['img', 'srcset', '/a.png?u=1 1x, /b.png 2x', null, `/a.png?u=${U} 1x, /b.png 2x`, '/a.png?u=1 1x, /b.png 2x'],
  ['form', 'action', '/send?u=1', `/${U}?u=${U}`, `/send?u=${U}`, '/send?u=1'],
  [
    'div',
    'style',
    'color:red;background:url(/me.png?u=1)',
    'color:red;background:url()',
    `color:red;background:url(/me.png?u=${U})`,
    'color:red;background:url(/me.png?u=1)',
  ],
  [
    'meta',
    'content',
    'width=device-width, initial-scale=1',
    'width=device-width, initial-scale=1',
    'width=device-width, initial-scale=1',
  ],
  ['meta', 'content', 'Anna', M, M, 'Anna'],
  ['svg', 'viewBox', '0 0 24 24', '0 0 24 24', '0 0 24 24'],
  ['path', 'd', 'M12 2L2 7l10 5 10-5z', 'M12 2L2 7l10 5 10-5z', 'M12 2L2 7l10 5 10-5z'],
  ['g', 'transform', 'translate(12.5, 4) rotate(45)', 'translate(12.5, 4) rotate(45)', 'translate(12.5, 4) rotate(45)'],
  ['path', 'stroke-width', '2', '2', '2'],
  ['path', 'fill', 'url(#gradient)', 'url(#gradient)', 'url(#gradient)'],
  ['svg', 'xmlns', 'http://www.w3.org/2000/svg', 'http://www.w3.org/2000/svg', 'http://www.w3.org/2000/svg'],
  ['div', 'rr_width', '120.5px', '120.5px', '120.5px'],
]

describe.each(['strict', 'balanced', 'open'] as const)('%s', (mode: MaskingMode) => {
  test.each(cases)('<%s %s="%s">', (tag, name, value, strict, balanced, open = balanced) => {
    expect(maskAttribute(tag, name, value, { ...strictest, mode })).toBe({ strict, balanced, open }[mode])
  })
})

test('zones change the rules for one element', () => {
  const policy = { ...strictest, mode: 'balanced' as const }
  expect(maskAttribute('p', 'title', 'Anna', policy, 'mask')).toBe(M)
  expect(maskAttribute('p', 'data-user', 'Anna', policy, 'unmask')).toBe('Anna')
  expect(maskAttribute('p', 'title', 'password=hunter2', policy, 'unmask')).toBe('password=[secret]')
})
