import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskUrl } from './mask-url.ts'
import { type MaskingMode, type MaskingPolicy, strictest } from './policy.ts'

const policy = (mode: MaskingMode): MaskingPolicy => ({ ...strictest, mode })
const M = '*****'
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl'

/** address, strict, balanced, open */
const cases: [string, string, string, string][] = [
  ['https://shop.example/', 'https://shop.example/', 'https://shop.example/', 'https://shop.example/'],
  [
    'https://shop.example/orders/88213',
    `https://shop.example/orders/${M}`,
    'https://shop.example/orders/88213',
    'https://shop.example/orders/88213',
  ],
  ['https://u:p@shop.example/x', `https://shop.example/${M}`, 'https://shop.example/x', 'https://shop.example/x'],
  ['//u@cdn.example/app.js', '//cdn.example/app.js', '//cdn.example/app.js', '//cdn.example/app.js'],
  ['/search?q=shoes&page=2', `/search?q=${M}&page=${M}`, `/search?q=${M}&page=2`, '/search?q=shoes&page=2'],
  ['?token=abc&x=1', `?token=${M}&x=${M}`, `?token=${M}&x=${M}`, `?token=${M}&x=1`],
  ['/a?secretvalue', `/${M}?${M}`, `/a?${M}`, '/a?secretvalue'],
  ['/users/joe@example.com/edit', `/users/${M}/edit`, `/users/${M}/edit`, '/users/joe@example.com/edit'],
  ['/users/joe%40example.com', `/users/${M}`, `/users/${M}`, '/users/joe%40example.com'],
  [`/cb/${jwt}`, `/${M}/${M}`, `/cb/${M}`, `/cb/${M}`],
  ['/reset/a8f3k2j9', `/${M}/${M}`, `/reset/${M}`, `/reset/${M}`],
  ['/d/0123456789abcdef0123456789abcdef', `/${M}/${M}`, `/d/${M}`, `/d/${M}`],
  ['/assets/index-BX9kd2Lw.js', '/assets/index-BX9kd2Lw.js', '/assets/index-BX9kd2Lw.js', '/assets/index-BX9kd2Lw.js'],
  [
    '/items/550e8400-e29b-41d4-a716-446655440000',
    `/items/${M}`,
    '/items/550e8400-e29b-41d4-a716-446655440000',
    '/items/550e8400-e29b-41d4-a716-446655440000',
  ],
  ['/a#access_token=abc', `/${M}#access_token=${M}`, `/a#access_token=${M}`, `/a#access_token=${M}`],
  [
    '#/orders/12?tab=notes&name=joe',
    `#/orders/${M}?tab=${M}&name=${M}`,
    `#/orders/12?tab=notes&name=${M}`,
    '#/orders/12?tab=notes&name=joe',
  ],
  ['#!/profile', '#!/profile', '#!/profile', '#!/profile'],
  ['#anna', `#${M}`, `#${M}`, '#anna'],
  ['#', '#', '#', '#'],
  ['', '', '', ''],
  ['mailto:joe@example.com', `mailto:${M}`, `mailto:${M}`, 'mailto:joe@example.com'],
  ['tel:+4930123456', `tel:${M}`, `tel:${M}`, 'tel:+4930123456'],
  ['javascript:alert(1)', `javascript:${M}`, `javascript:${M}`, `javascript:${M}`],
  ['JavaScript:alert(1)', `javascript:${M}`, `javascript:${M}`, `javascript:${M}`],
  ['blob:https://shop.example/550e8400', `blob:${M}`, `blob:${M}`, `blob:${M}`],
  ['myapp://user/joe', `myapp:${M}`, `myapp:${M}`, `myapp:${M}`],
  ['about:blank', 'about:blank', 'about:blank', 'about:blank'],
  ['data:text/plain,hello', `data:text/plain,${M}`, `data:text/plain,${M}`, `data:text/plain,${M}`],
  [
    'data:image/png;base64,iVBORw0KGgo=',
    `data:image/png,${M}`,
    'data:image/png;base64,iVBORw0KGgo=',
    'data:image/png;base64,iVBORw0KGgo=',
  ],
  [
    'data:font/woff2;base64,d09GMg==',
    'data:font/woff2;base64,d09GMg==',
    'data:font/woff2;base64,d09GMg==',
    'data:font/woff2;base64,d09GMg==',
  ],
  [
    `data:image/svg+xml;base64,${btoa('<svg><text>joe@example.com</text></svg>')}`,
    `data:image/svg+xml,${M}`,
    `data:image/svg+xml,${M}`,
    `data:image/svg+xml;base64,${btoa('<svg><text>joe@example.com</text></svg>')}`,
  ],
  [' https://shop.example/a b ', `https://shop.example/${M}`, 'https://shop.example/a b', 'https://shop.example/a b'],
  [
    'http://[2001:db8::1]:80/api',
    'http://[2001:db8::1]:80/api',
    'http://[2001:db8::1]:80/api',
    'http://[2001:db8::1]:80/api',
  ],
  ['../other/./x', `../${M}/./${M}`, '../other/./x', '../other/./x'],
  ['/a;jsessionid=AB12CD34EF56', `/${M}`, `/${M}`, `/${M}`],
]

describe.each(['strict', 'balanced', 'open'] as const)('%s', (mode) => {
  const column = { strict: 1, balanced: 2, open: 3 }[mode]
  test.each(cases)('%s', (...row) => {
    expect(maskUrl(row[0], policy(mode))).toBe(row[column])
  })

  test('never throws, and masking twice changes and counts nothing more', () => {
    const part = fc.oneof(
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.string(),
      fc.constantFrom(...cases.map(([url]) => url)),
    )
    fc.assert(
      fc.property(part, (url) => {
        const once = maskUrl(url, policy(mode))
        const counts = {}
        expect(maskUrl(once, policy(mode), counts)).toBe(once)
        expect(counts).toEqual({})
      }),
    )
  })
})

test('counts what it hides', () => {
  const counts = {}
  maskUrl('https://u:p@shop.example/a?x=1&y=2#z', policy('balanced'), counts)
  expect(counts).toEqual({ login: 1, url: 3 })
})
