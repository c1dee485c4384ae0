import { expect, test } from 'vitest'
import { maskError, maskStack } from './mask-error.ts'
import { type MaskingMode, strictest } from './policy.ts'

const policy = (mode: MaskingMode) => ({ ...strictest, mode })

const chrome = `TypeError: no user joe@example.com
    at load (https://shop.example/app.js?token=abc:12:34)
    at async Promise.all (index 0)
    at https://shop.example/u/joe@example.com/x.js:1:2
    at Object.<anonymous> (<anonymous>:1:1)
    at new Cart (/srv/app/cart.ts:10:20)`

test('a stack keeps functions, files and lines', () => {
  expect(maskStack(chrome, policy('balanced'))).toBe(`TypeError: no user [email]
    at load (https://shop.example/app.js?token=*****:12:34)
    at async Promise.all (index 0)
    at https://shop.example/u/*****/x.js:1:2
    at Object.<anonymous> (<anonymous>:1:1)
    at new Cart (/srv/app/cart.ts:10:20)`)
})

test('in strict the message goes, the code stays', () => {
  expect(maskStack(chrome, policy('strict'))).toBe(`TypeError: ••••• ••••• •••••
    at load (https://shop.example/app.js?token=*****:12:34)
    at async Promise.all (index 0)
    at https://shop.example/*****/*****/x.js:1:2
    at Object.<anonymous> (<anonymous>:1:1)
    at new Cart (/*****/app/cart.ts:10:20)`)
})

test('Firefox and Safari frames', () => {
  expect(
    maskStack('load@https://shop.example/app.js?u=1:12:34\n@https://shop.example/app.js:1:2', policy('balanced')),
  ).toBe('load@https://shop.example/app.js?u=*****:12:34\n@https://shop.example/app.js:1:2')
})

test('a message over several lines is text', () => {
  expect(
    maskStack('Error: first\nat home with joe@example.com\n    at x (https://s.example/a.js:1:2)', policy('strict')),
  ).toBe('Error: •••••\n••••• ••••• ••••• •••••\n    at x (https://s.example/a.js:1:2)')
})

test('anything can be thrown', () => {
  const mask = (thrown: unknown) => maskError(thrown, policy('balanced'))
  const error = Object.assign(new RangeError('mail joe@example.com'), {
    stack: 'RangeError: mail joe@example.com\n    at x (https://s.example/a.js:1:2)',
  })
  expect(mask(error)).toEqual({
    name: 'RangeError',
    message: 'mail [email]',
    stack: 'RangeError: mail [email]\n    at x (https://s.example/a.js:1:2)',
  })
  expect(mask('joe@example.com')).toEqual({ name: 'Error', message: '[email]' })
  expect(mask({ message: 'joe@example.com', name: 'x y' })).toEqual({ name: 'Error', message: '[email]' })
  expect(mask(null)).toEqual({ name: 'Error', message: 'null' })
  expect(mask(Object.create(null))).toEqual({ name: 'Error', message: '' })
  expect(
    mask({
      get message() {
        throw new Error('no')
      },
    }).name,
  ).toBe('Error')
  expect(mask(new Error('x'.repeat(1e6))).message.length).toBeLessThanOrEqual(10_000)
})

test.each([' ', 'a', '(', 'at ', '@', 'at a (', ':1', 'https://a'])('1 MB of %j takes linear time', (part) => {
  const before = process.cpuUsage()
  maskStack(part.repeat(1e6 / part.length), policy('balanced'))
  maskStack(`at ${part.repeat(5_000)}!`, policy('balanced'))
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(1)
})
