import { expect, test } from 'vitest'
import { codeOfName, OrganizationCode } from './index.ts'

test.each([
  ['Acme', 'acme'],
  ['  Café Zoë & Söhne!', 'cafe-zoe-sohne'],
  ['李小龍', ''],
  ['---', ''],
])('%s offers %j', (name, code) => {
  expect(codeOfName(name)).toBe(code)
})

test('a cut code neither begins nor ends with a hyphen, and is one', () => {
  expect(codeOfName('“The greenhouse people of Brighton”', 20)).toBe('the-greenhouse-peopl')
  expect(codeOfName('The greenhouse peopl e', 21)).toBe('the-greenhouse-peopl')
  expect(OrganizationCode.safeParse(codeOfName('“The greenhouse people of Brighton”')).success).toBe(true)
})
