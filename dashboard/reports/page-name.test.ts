import { expect, test } from 'vitest'
import { pageName } from './page-name.ts'

test.each([
  ['https://shop.example/', '/'],
  ['https://shop.example/cart?x=1#pay', '/cart?x=1#pay'],
  ['https://shop.example/b%C3%BCcher', '/bücher'],
  ['https://shop.example/%E0%A4%A', '/%E0%A4%A'],
  ['masked', 'masked'],
])('%s is shown as %s', (address, name) => expect(pageName(address)).toBe(name))
