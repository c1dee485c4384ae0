import { expect, test } from 'vitest'
import { pageName, pageNamer } from './page-name.ts'

test.each([
  ['https://shop.example/', '/'],
  ['https://shop.example/cart?x=1#pay', '/cart?x=1#pay'],
  ['https://shop.example/b%C3%BCcher', '/bücher'],
  ['https://shop.example/%E0%A4%A', '/%E0%A4%A'],
  ['masked', 'masked'],
])('%s is shown as %s', (address, name) => expect(pageName(address)).toBe(name))

test.each([
  ['one page for all says nothing', ['https://a.example/', 'https://a.example/'], null],
  ['nor does a single front page', ['https://a.example/'], null],
  ['a single other page does', ['https://a.example/cart'], ['/cart']],
  ['pages of one site go without it', ['https://a.example/', 'https://a.example/cart'], ['/', '/cart']],
  ['pages of two sites do not', ['https://a.example/', 'https://b.example/'], ['a.example/', 'b.example/']],
])('%s', (_, addresses, names) => {
  const nameOf = pageNamer(addresses)
  expect(nameOf && addresses.map(nameOf)).toEqual(names)
})
