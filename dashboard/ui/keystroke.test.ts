import { expect, test } from 'vitest'
import { keyCaps, keyName } from './keystroke.ts'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  keyName({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })

test('a printed character is named as printed, however it had to be typed', () => {
  expect(press('j')).toBe('j')
  expect(press('?', { shiftKey: true })).toBe('?')
})

test('keys that print nothing say whether Shift was held', () => {
  expect(press(' ')).toBe('Space')
  expect(press('ArrowLeft')).toBe('ArrowLeft')
  expect(press('ArrowLeft', { shiftKey: true })).toBe('Shift+ArrowLeft')
})

test.each(['ctrlKey', 'metaKey', 'altKey'])('%s leaves the key to browser and system', (held) =>
  expect(press('c', { [held]: true })).toBeUndefined(),
)

test('caps are what is printed on the keys', () => {
  expect(keyCaps('Shift+ArrowLeft')).toEqual(['Shift', '←'])
  expect(keyCaps('g r')).toEqual(['g', 'r'])
})
