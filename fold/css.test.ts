import { expect, test } from 'vitest'
import { changeStyle, editDeclarations, editRules, splitRules } from './css.ts'

test('rules are cut where a browser cuts them', () => {
  const css = `@charset "utf-8"; @import url("a;b.css"); /* } */ a[title="}{"] { content: "\\"}"; b: url(x;y) }
    @media all { p { c: d } } @layer one, two; e { f: g`
  expect(splitRules(css)).toEqual([
    '@import url("a;b.css");',
    'a[title="}{"] { content: "\\"}"; b: url(x;y) }',
    '@media all { p { c: d } }',
    '@layer one, two;',
  ])
})

test('a nested path leads into its rule, and nowhere when there is none', () => {
  const rules = ['@supports (a: b) { @media all { p { c: d } i { e: f } } }', 'u { g: h }']
  editRules(rules, [0, 0], (inner) => inner.splice(1, 1))
  expect(rules[0]).toBe('@supports (a: b) { @media all { p { c: d } } }')
  editDeclarations(rules, [0, 0, 0], { c: ['x', 'important'], k: 'l' })
  expect(rules[0]).toBe('@supports (a: b) { @media all { p { c: x !important; k: l; } } }')
  const before = [...rules]
  editDeclarations(rules, [0, 5, 1], { a: 'b' })
  editDeclarations(rules, [9], { a: 'b' })
  editRules(rules, [1, 0], (inner) => inner.push('never { }'))
  editRules(rules, [7], (inner) => inner.push('never { }'))
  expect(rules.slice(0, 1)).toEqual(before.slice(0, 1))
  expect(rules).toHaveLength(2)
})

test('a nested style rule keeps its own declarations', () => {
  const rules = ['p { a: b; &:hover { c: d } }']
  editDeclarations(rules, [0], { a: false, e: 'f' })
  expect(rules).toEqual(['p { e: f; &:hover { c: d } }'])
  editDeclarations(rules, [0, 0], { c: 'x' })
  expect(rules).toEqual(['p { e: f; &:hover { c: x; } }'])
})

test('a style attribute changes property by property', () => {
  const change = { color: 'blue', top: false, '--My-Name': ['x', 'important'] } as const
  expect(changeStyle('COLOR: red; top: 1px; background: url("a;b:c")', change as never)).toBe(
    'color: blue; background: url("a;b:c"); --My-Name: x !important;',
  )
  expect(changeStyle('', { color: 'red' })).toBe('color: red;')
  expect(changeStyle('color: red', { color: false })).toBe('')
})

test('a side taken out of a box leaves the others', () => {
  expect(changeStyle('margin: 1px 2px !important; color: red', { 'margin-left': false })).toBe(
    'margin-top: 1px !important; margin-right: 2px !important; margin-bottom: 1px !important; color: red;',
  )
  expect(changeStyle('inset: 1px', { top: '5px' })).toBe('top: 5px; right: 1px; bottom: 1px; left: 1px;')
  expect(changeStyle('padding: calc(1px + 2px)', { 'padding-top': '3px' })).toBe(
    'padding: calc(1px + 2px); padding-top: 3px;',
  )
})

test('unbalanced text is cut without end', () => {
  for (const css of ['}}}', '{{{', '"', "a { b: '", '/*', '\\', ';;;', 'a { b: "\\'])
    expect(() => splitRules(css)).not.toThrow()
})
