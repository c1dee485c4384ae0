import { expect, test } from 'vitest'
import type { SerializedNode } from './events.ts'
import { createFold } from './index.ts'

let id = 1
const text = (textContent: string): SerializedNode => ({ type: 3, id: id++, textContent })
const tag = (tagName: string, attributes: object, ...childNodes: (SerializedNode | string)[]): SerializedNode => ({
  type: 2,
  id: id++,
  tagName,
  attributes: { ...attributes },
  childNodes: childNodes.map((child) => (typeof child === 'string' ? text(child) : child)),
})

function textOf(...body: SerializedNode[]): string {
  const fold = createFold()
  const node = {
    type: 0,
    id: id++,
    childNodes: [tag('html', {}, tag('head', {}, tag('title', {}, 'no')), tag('body', {}, ...body))],
  }
  fold.apply({ type: 2, timestamp: 1, data: { node } })
  return fold.text()
}

test('blocks are lines, inline text flows, white space collapses', () => {
  const list = tag(
    'ul',
    {},
    tag('li', {}, 'one ', tag('b', {}, '\n two')),
    tag('li', {}, 'three', tag('br', {}), 'four'),
  )
  expect(textOf(list, tag('p', {}, '  '), tag('p', {}, 'five'))).toBe('one two\nthree\nfour\nfive')
})

test('what markup hides is not there', () => {
  const hidden = [
    tag('script', {}, 'x'),
    tag('style', {}, 'x'),
    tag('template', {}, 'x'),
    tag('noscript', {}, 'x'),
    tag('p', { hidden: '' }, 'x'),
    tag('p', { style: 'color:red;display: none' }, 'x'),
    tag('dialog', {}, 'x'),
    tag('video', {}, 'x'),
    tag('input', { type: 'hidden', value: 'x' }),
    tag('input', { type: 'checkbox', value: 'x' }),
  ]
  expect(textOf(...hidden, tag('dialog', { open: '' }, 'seen'))).toBe('seen')
})

test('fields show their values, hosts their shadow tree with what is slotted', () => {
  expect(textOf(tag('p', {}, 'Name ', tag('input', { value: 'Ada' }), tag('textarea', { value: 'long' })))).toBe(
    'Name Ada long',
  )
  const shadow = (node: SerializedNode) => ({ ...node, isShadow: true })
  const host = tag('x-card', {}, 'rest', tag('b', { slot: 'title' }, 'Title'))
  host.isShadowHost = true
  host.childNodes?.push(
    shadow(tag('h1', {}, tag('slot', { name: 'title' }, 'none'))),
    shadow(tag('p', {}, tag('slot', {}))),
    shadow(tag('p', {}, tag('slot', { name: 'empty' }, 'fallback'))),
  )
  expect(textOf(host)).toBe('Title\nrest\nfallback')
})
