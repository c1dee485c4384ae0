import { expect, test } from 'vitest'
import { checkOrigin, originOf } from './origin.ts'

test.each([
  ['https://shop.example', 'https://shop.example'],
  [' https://shop.example/cart?x=1 ', 'https://shop.example'],
  ['shop.example', 'https://shop.example'],
  ['http://localhost:4402/', 'http://localhost:4402'],
  ['HTTPS://Shop.Example:443', 'https://shop.example'],
])('"%s" is reduced to %s', (typed, origin) => {
  expect(originOf(typed)).toBe(origin)
  expect(checkOrigin(originOf(typed))).toBeNull()
})

test.each(['', 'ftp://shop.example', 'https://', 'not a site', 'javascript:alert(1)'])('"%s" is refused', (typed) =>
  expect(checkOrigin(originOf(typed))).not.toBeNull(),
)
