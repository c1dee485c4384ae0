import { describe, expect, test } from 'vitest'
import { maskCss } from './mask-css.ts'
import { type MaskingMode, strictest } from './policy.ts'

const css = (text: string, mode: MaskingMode) => maskCss(text, { ...strictest, mode })

/** style, strict, balanced */
const cases: [string, string, string][] = [
  ['.a{color:red;margin:0 auto}', '.a{color:red;margin:0 auto}', '.a{color:red;margin:0 auto}'],
  ['.a::after{content:"Anna"}', '.a::after{content:"•••••"}', '.a::after{content:"Anna"}'],
  ['.a::after{content:"joe@example.com"}', '.a::after{content:"•••••"}', '.a::after{content:"[email]"}'],
  [String.raw`.a::after{content:"joe\40 example.com"}`, '.a::after{content:"•••••"}', '.a::after{content:"[email]"}'],
  [
    String.raw`.i::before{content:"\f101"}`,
    String.raw`.i::before{content:"\f101"}`,
    String.raw`.i::before{content:"\f101"}`,
  ],
  ['.i::before{content:"→"}', '.i::before{content:"→"}', '.i::before{content:"→"}'],
  ['.a{background:url(/me.png?user=joe)}', '.a{background:url()}', '.a{background:url(/me.png?user=*****)}'],
  [`.a{background:url("/me.png?user=joe")}`, '.a{background:url("")}', '.a{background:url("/me.png?user=*****")}'],
  ['.a{clip-path:url(#clip)}', '.a{clip-path:url(#clip)}', '.a{clip-path:url(#clip)}'],
  [
    '@font-face{src:url(/f/inter.woff2?v=3) format("woff2")}',
    '@font-face{src:url(/f/inter.woff2?v=3) format("woff2")}',
    '@font-face{src:url(/f/inter.woff2?v=3) format("woff2")}',
  ],
  ['@import "/theme.css?user=joe";', '@import "";', '@import "/theme.css?user=*****";'],
  ['/* for Anna */.a{}', ' .a{}', ' .a{}'],
  ['.a{}/* rr_split */.b{}', '.a{}/* rr_split */.b{}', '.a{}/* rr_split */.b{}'],
  [
    '[type="text"]{font-family:"Helvetica Neue",serif}',
    '[type="text"]{font-family:"Helvetica Neue",serif}',
    '[type="text"]{font-family:"Helvetica Neue",serif}',
  ],
  ["a{content:'it\\'s Anna'}", "a{content:'•••••'}", "a{content:'it\\'s Anna'}"],
  ['a{--name:"Anna"}', 'a{--name:"•••••"}', 'a{--name:"Anna"}'],
  ['a{content:"cut off', 'a{content:"•••••"', 'a{content:"cut off'],
]

describe.each(cases)('%s', (text, strict, balanced) => {
  test('strict', () => expect(css(text, 'strict')).toBe(strict))
  test('balanced', () => expect(css(text, 'balanced')).toBe(balanced))
  test('twice', () => expect(css(strict, 'strict')).toBe(strict))
})

test('names are read too: browsers write fonts without quotes', () => {
  const key = 'sk_live_7192u333238192u2x302tXy9'
  for (const mode of ['strict', 'balanced', 'open'] as const)
    expect(css(`@font-face{font-family:${key}}.x{--y:${key}}`, mode)).not.toContain(key)
  expect(css('.url-of-a-very-long-class-1{}', 'strict')).toBe('.url-of-a-very-long-class-1{}')
  expect(css('.Button_primary__x7Hs2_and_more{font-family:Inter-Variable-Display-2}', 'strict')).toBe(
    '.Button_primary__x7Hs2_and_more{font-family:Inter-Variable-Display-2}',
  )
  expect(css('.a{--x:abcdefghijklmnopqrsturl(secret)}', 'balanced')).toBe('.a{--x:abcdefghijklmnopqrsturl(secret)}')
})

test('open keeps everything but credentials', () => {
  expect(css('/* Anna */.a{content:"joe@example.com"}', 'open')).toBe('/* Anna */.a{content:"joe@example.com"}')
  expect(css('/* token=a1b2c3d4e5 */.a{background:url(/x?api_key=1)}', 'open')).toBe(
    '/* token=[secret] */.a{background:url(/x?api_key=*****)}',
  )
})

test.each(['/*', '/* * ', '"', "'", '"\\', 'url(', 'url( ', '\\', '@import "', 'a{content:"x"}', 'a', 'a-1('])(
  '1 MB of %j takes linear time',
  (part) => {
    const before = process.cpuUsage()
    css(part.repeat(1_000_000 / part.length), 'strict')
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2)
  },
)
