import fc from 'fast-check'
import { expect, expectTypeOf, test } from 'vitest'
import { type Paths, pathsIn, undeclaredPaths } from './index.ts'

type Settings = { mode: 'a' | 'b'; rules: { name: string; limits?: number[] }[]; counts: Record<string, number> }

test('the paths of a type are what its documents may hold', () => {
  expectTypeOf<Paths<Settings>>().toEqualTypeOf<'mode' | 'rules[].name' | 'rules[].limits[]' | 'counts.*'>()
  expectTypeOf<Paths<Settings['rules']>>().toEqualTypeOf<'[].name' | '[].limits[]'>()
})

test('what a document holds beyond its declaration is told by its path, never by its value', () => {
  const undeclared = undeclaredPaths(['mode', 'rules[].name', 'counts.*'])
  expect(undeclared({ mode: 'a', rules: [{ name: 'x' }, { name: 'y' }], counts: { 'e.mail': 1, é: 2 } })).toEqual([])
  expect(undeclared({ mode: 'a', email: 'ada@example.com', rules: [{ name: 'x', by: { id: 7 } }] })).toEqual([
    'email',
    'rules[].by.id',
  ])
  expect(undeclared({ mode: null, rules: [], email: null })).toEqual([])
  expect(undeclared(['mode'])).toEqual(['[]'])
})

test('every value of any document lies at one of its paths', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const paths = pathsIn(value)
      expect(undeclaredPaths(paths)(value)).toEqual([])
      const [one, ...others] = new Set(paths)
      if (one !== undefined && !one.includes('*') && !others.some((path) => path.includes('*')))
        expect(undeclaredPaths(others)(value)).toContain(one)
    }),
  )
})
