import { describe, expect, test } from 'vitest'
import { MASK } from '../mask-text.ts'
import { type MaskingMode, strictest } from '../policy.ts'
import { createEventMasker } from './masker.ts'
import type { MaskerOptions } from './page.ts'
import type { RecordedEvent } from './shape.ts'

type Serialized = { id: number; type: number; [key: string]: unknown }

const el = (id: number, tagName: string, attributes: object = {}, childNodes: Serialized[] = []): Serialized => ({
  id,
  type: 2,
  tagName,
  attributes,
  childNodes,
})
const text = (id: number, textContent: string): Serialized => ({ id, type: 3, textContent })
const page = (...childNodes: Serialized[]): RecordedEvent => ({
  type: 2,
  timestamp: 1,
  data: {
    node: { id: 1, type: 0, childNodes: [el(2, 'html', {}, [el(3, 'body', {}, childNodes)])] },
    initialOffset: { left: 0, top: 0 },
  },
})
const incremental = (source: number, data: object): RecordedEvent => ({
  type: 3,
  timestamp: 2,
  data: { source, ...data },
})
const mutation = (data: object): RecordedEvent =>
  incremental(0, { texts: [], attributes: [], removes: [], adds: [], ...data })
const typed = (id: number, text: string, isChecked = false): RecordedEvent => incremental(5, { id, text, isChecked })

function run(mode: MaskingMode, events: RecordedEvent[], options: MaskerOptions = {}) {
  const masker = createEventMasker({ ...strictest, mode }, options)
  const shown = events.map((event) => masker.event(event))
  return {
    shown,
    json: JSON.stringify(shown),
    counts: masker.counts,
    last: shown.at(-1)?.data as Record<string, unknown> | undefined,
  }
}

describe('inputs', () => {
  const field = el(4, 'input', { type: 'text', value: 'Anna' })

  test('are masked in strict and balanced, shown in open', () => {
    expect(run('balanced', [page(field), typed(4, 'Berta')]).json).not.toMatch(/Anna|Berta/)
    expect(run('open', [page(field), typed(4, 'Berta')]).json).toMatch(/Anna.*Berta/)
    expect(run('balanced', [page(field), typed(4, '')]).last).toMatchObject({ text: '' })
  })

  test('do not tell the number of keystrokes', () => {
    const { shown } = run('balanced', [page(field), typed(4, 'B'), typed(4, 'Be'), typed(4, ''), typed(4, 'Ber')])
    expect(shown.map((event) => (event?.data as { text?: string } | undefined)?.text)).toEqual([
      undefined,
      MASK,
      undefined,
      '',
      MASK,
    ])
  })

  test.each([
    ['password', { type: 'password' }],
    ['card', { autocomplete: 'cc-number' }],
    ['cvc', { name: 'cvc' }],
  ])('%s fields are never captured', (_, attributes) => {
    const events = [
      page(el(4, 'input', { ...attributes, value: 'first-secret' })),
      typed(4, 'second-secret'),
      mutation({ attributes: [{ id: 4, attributes: { type: 'text', name: 'x', autocomplete: null } }] }),
      typed(4, 'third-secret'),
      mutation({ attributes: [{ id: 4, attributes: { value: 'fourth-secret' } }] }),
      page(el(4, 'input', { type: 'text', value: 'fifth-secret' })),
    ]
    expect(run('open', events).json).not.toContain('secret')
    expect(run('open', events, { zoneOf: () => 'unmask' }).json).not.toContain('secret')
  })

  test('the page is asked when the events come in the wrong order', () => {
    const events = [
      page(el(4, 'input', { type: 'text' })),
      typed(4, 'in-the-same-task'),
      mutation({ attributes: [{ id: 4, attributes: { type: 'password' } }] }),
    ]
    expect(run('open', events).json).toContain('in-the-same-task')
    let asked = 0
    const inputKind = () => (++asked === 1 ? ('secret' as const) : undefined)
    const { json } = run('open', [...events, typed(4, 'and-after-it')], { inputKind })
    expect(json).not.toMatch(/in-the-same-task|and-after-it/)
  })

  test('choices are hidden in strict, and in balanced where they answer a question', () => {
    const form = page(
      el(4, 'input', { type: 'checkbox', value: 'diabetes', checked: true }),
      el(5, 'select', {}, [el(6, 'option', { value: 'x1', selected: true }, [text(7, 'Married')])]),
    )
    expect(run('strict', [form]).json).not.toMatch(/diabetes|checked|x1|selected|Married/)
    expect(run('balanced', [form]).json).not.toMatch(/diabetes|x1|selected/)
    expect(run('balanced', [form]).json).toMatch(/checked.*Married/)
    expect(run('strict', [form, typed(4, 'on', true)]).last).toMatchObject({ isChecked: false })
  })

  test('a button is text, what is editable is an input', () => {
    const { json } = run('balanced', [
      page(
        el(4, 'input', { type: 'submit', value: 'Send' }),
        el(5, 'div', { contenteditable: '' }, [el(6, 'b', {}, [text(7, 'Dear Anna')])]),
      ),
    ])
    expect(json).toContain('Send')
    expect(json).not.toContain('Anna')
  })
})

describe('zones', () => {
  const inZone = (zone: string, ...children: Serialized[]) =>
    page(el(4, 'div', { 'data-vitrine': zone, title: 'Anna' }, children))

  test('block leaves an empty box, also for what comes later', () => {
    const { json, shown, counts } = run('open', [
      page(
        el(4, 'div', { 'data-vitrine': 'block', class: 'box', title: 'Anna', rr_width: '10px' }, [text(5, 'Berta')]),
      ),
      mutation({
        adds: [{ parentId: 4, nextId: null, node: text(6, 'Clara') }],
        texts: [{ id: 5, value: 'Dora' }],
        attributes: [{ id: 4, attributes: { title: 'Emma' } }],
      }),
      typed(4, 'Frida'),
    ])
    expect(json).not.toMatch(/Anna|Berta|Clara|Dora|Emma|Frida/)
    expect(json).toContain('"class":"box","rr_width":"10px"')
    expect(shown[1]?.data).toMatchObject({ adds: [], texts: [], attributes: [] })
    expect(counts.block).toBe(1)
  })

  test('mask hides whatever the mode, unmask shows all but credentials', () => {
    expect(run('open', [inZone('mask', text(5, 'Berta'), el(6, 'input', { value: 'Clara' }))]).json).not.toMatch(
      /Anna|Berta|Clara/,
    )
    const shown = run('strict', [
      inZone(
        'unmask',
        text(5, 'Berta joe@example.com token=a1b2c3d4e5'),
        el(6, 'input', { value: 'Clara' }),
        el(7, 'input', { type: 'password', value: 'hunter2' }),
      ),
    ]).json
    expect(shown).toMatch(/Anna.*Berta joe@example.com token=\[secret\].*Clara/)
    expect(shown).not.toContain('hunter2')
  })

  test('the most protective one wins', () => {
    expect(
      run('balanced', [inZone('mask', el(5, 'p', { 'data-vitrine': 'unmask' }, [text(6, 'Berta')]))]).json,
    ).not.toContain('Berta')
    expect(
      run('balanced', [inZone('unmask', el(5, 'p', { 'data-vitrine': 'mask' }, [text(6, 'Berta')]))]).json,
    ).not.toContain('Berta')
    expect(
      run('balanced', [page(el(4, 'p', { 'data-vitrine': 'unmask' }, [text(5, 'Berta')]))], { zoneOf: () => 'mask' })
        .json,
    ).not.toContain('Berta')
  })

  test('the selectors of the policy are asked of the page', () => {
    const zoneOf = (id: number) => (id === 4 ? ('mask' as const) : undefined)
    expect(
      run('open', [page(el(4, 'p', {}, [text(5, 'Anna')]), el(6, 'p', {}, [text(7, 'Berta')]))], { zoneOf }).json,
    ).toMatch(/•••••.*Berta/)
  })

  test('a rule that comes later holds from then on, in the same batch too', () => {
    const change = mutation({
      attributes: [{ id: 4, attributes: { 'data-vitrine': 'mask' } }],
      texts: [{ id: 5, value: 'Berta' }],
      adds: [{ parentId: 4, nextId: null, node: text(6, 'Clara') }],
    })
    expect(run('open', [page(el(4, 'p', {}, [text(5, 'Anna')])), change]).json).not.toMatch(/Berta|Clara/)
  })

  test('ignore records no interactions', () => {
    const events = [inZone('ignore', el(5, 'input')), typed(5, 'x'), incremental(2, { type: 2, id: 5, x: 1, y: 1 })]
    const { shown, counts } = run('open', events)
    expect(shown.slice(1)).toEqual([undefined, undefined])
    expect(counts.dropped).toBe(2)
    expect(run('open', [page(el(5, 'input')), typed(5, 'x')], { ignores: (id) => id === 5 }).shown[1]).toBeUndefined()
  })
})

describe('text', () => {
  test('is judged by what it stands in', () => {
    const { json } = run('balanced', [
      page(
        el(4, 'style', {}, [text(5, '.a{color:red}/* Anna */')]),
        el(6, 'script', {}, [text(7, 'var name = "Berta"')]),
        el(8, 'textarea', {}, [text(9, 'Clara')]),
        el(10, 'noscript', {}, [text(11, '<p>Dora</p>')]),
        { id: 12, type: 5, textContent: 'Emma' },
        el(13, 'p', {}, [text(14, 'Frida joe@example.com')]),
      ),
    ])
    expect(json).not.toMatch(/Anna|Berta|Clara|Dora|Emma|joe@/)
    expect(json).toContain('Frida [email]')
    expect(json).toContain('.a{color:red}')
  })

  test('changes are judged by what is known of the node', () => {
    const start = page(el(4, 'style', {}, [text(5, '')]), el(6, 'p', {}, [text(7, '')]), {
      id: 8,
      type: 5,
      textContent: '',
    })
    const { last } = run('balanced', [
      start,
      mutation({
        texts: [
          { id: 5, value: 'a{content:"x"}/*c*/' },
          { id: 7, value: 'call +49 30 1234567' },
          { id: 8, value: 'Anna' },
          { id: 99, value: 'unknown' },
        ],
      }),
    ])
    expect(last?.texts).toEqual([
      { id: 5, value: 'a{content:"x"} ' },
      { id: 7, value: 'call [phone]' },
      { id: 8, value: '' },
    ])
  })

  test('moved nodes stay known, removed ones are forgotten', () => {
    const { shown } = run('balanced', [
      page(el(4, 'p', {}, [text(5, 'a')]), el(6, 'div')),
      mutation({
        removes: [{ parentId: 3, id: 4 }],
        adds: [
          { parentId: 6, nextId: null, node: el(4, 'p') },
          { parentId: 4, nextId: null, node: text(5, 'b') },
        ],
      }),
      mutation({ texts: [{ id: 5, value: 'c' }] }),
      mutation({ removes: [{ parentId: 4, id: 5 }] }),
      mutation({ texts: [{ id: 5, value: 'd' }] }),
    ])
    expect(shown.map((event) => (event?.data as { texts?: unknown[] } | undefined)?.texts?.length)).toEqual([
      undefined,
      0,
      1,
      0,
      0,
    ])
  })
})

describe('what is not known', () => {
  const dropped = (event: unknown) => {
    const { shown, counts } = run('open', [page(), event as RecordedEvent])
    expect(shown[1]).toBeUndefined()
    expect(counts.dropped).toBe(1)
  }

  test.each([
    ['a type', { type: 9, timestamp: 1, data: {} }],
    ['an asset', { type: 7, timestamp: 1, data: { url: 'x' } }],
    ['a source', incremental(17, {})],
    ['the log source', incremental(11, { payload: ['x'] })],
    ['no data', { type: 3, timestamp: 1 }],
    ['no time', { type: 0 }],
    ['a text time', { type: 0, timestamp: 'x' }],
    ['null', null],
    ['a text position', incremental(3, { id: 3, x: 'secret', y: 1 })],
    ['a text id', incremental(5, { id: '3', text: 'x', isChecked: false })],
    ['an unknown node', page({ id: 4, type: 12 })],
    ['a hostile tag', page(el(4, 'p onclick=x'))],
    ['an object as text', page({ id: 4, type: 3, textContent: { a: 1 } })],
    ['an object as attribute', page(el(4, 'p', { title: { a: 1 } }))],
    ['input into an unknown field', typed(99, 'x')],
    ['a strange property', incremental(13, { id: 3, index: [0], set: { property: 'a b', value: 'x' } })],
    ['canvas', incremental(9, { id: 3, type: 0, property: 'fillText', args: ['x'] })],
  ])('%s is dropped and counted', (_, event) => dropped(event))

  test('fields without a reader are left out', () => {
    const event = { ...page({ ...el(4, 'p'), secret: 'Anna' }), extra: 'Berta' }
    expect(run('open', [event]).json).not.toMatch(/Anna|Berta/)
  })
})

describe('other channels', () => {
  test('addresses of pages', () => {
    expect(
      run('balanced', [
        { type: 4, timestamp: 1, data: { href: 'https://u:p@x.example/a?name=anna', width: 1, height: 1 } },
      ]).last,
    ).toEqual({ href: 'https://x.example/a?name=*****', width: 1, height: 1 })
  })

  test('styles, however they come', () => {
    const css = 'a{content:"Anna"}'
    const events = [
      page(el(4, 'style'), el(5, 'p', { style: 'background:url(/x?name=Anna)' })),
      incremental(8, { id: 4, adds: [{ rule: css, index: [0, 1] }], replace: css, replaceSync: css }),
      incremental(15, { id: 1, styleIds: [1], styles: [{ styleId: 1, rules: [{ rule: css }] }] }),
      incremental(13, { id: 4, index: [0], set: { property: 'content', value: '"Anna"', priority: 'important' } }),
      incremental(10, {
        family: 'Inter',
        fontSource: 'url(https://x.example/f.woff2?user=Anna)',
        buffer: false,
        descriptors: { weight: '400' },
      }),
      mutation({
        attributes: [{ id: 5, attributes: { style: { content: ['"Anna"', 'important'], color: 'red', top: false } } }],
      }),
    ]
    const { json, counts } = run('strict', events)
    expect(json).not.toContain('Anna')
    expect(json).toContain('"index":[0,1]')
    expect(json).toContain('"color":"red","top":false')
    expect(counts.dropped).toBeUndefined()
  })

  test('custom and plugin events', () => {
    const { json } = run('balanced', [
      { type: 5, timestamp: 1, data: { tag: 'state', payload: { password: 'x1', mail: 'joe@example.com' } } },
      { type: 6, timestamp: 1, data: { plugin: 'rrweb/console@1', payload: { payload: ['joe@example.com'] } } },
      { type: 8, timestamp: 1, data: { type: 'caption', text: 'joe@example.com' } },
    ])
    expect(json).not.toMatch(/joe@|x1/)
    expect(json).toContain('rrweb/console@1')
  })

  test('canvases, where they are allowed', () => {
    const draw = incremental(9, {
      id: 4,
      type: 0,
      commands: [
        { property: 'fillText', args: ['joe@example.com', 1, { rr_type: 'Image', src: 'https://x.example/a?b=1' }] },
      ],
    })
    const events = [page(el(4, 'canvas', { rr_dataURL: 'data:image/png;base64,AA==' })), draw]
    expect(run('balanced', events).json).not.toMatch(/fillText|data:image/)
    const { json } = run('balanced', events, { canvas: true })
    expect(json).toMatch(/data:image.*fillText.*\[email\].*b=\*{5}/)
    expect(run('strict', events, { canvas: true }).json).not.toMatch(/fillText|data:image/)
  })

  test('selections only where offsets mean something', () => {
    const range = (start: number, end: number) => ({ start, startOffset: 1, end, endOffset: 2 })
    const events = [
      page(el(4, 'p', {}, [text(5, 'plain'), text(6, 'joe@example.com')])),
      incremental(14, { ranges: [range(5, 5), range(5, 6)] }),
    ]
    expect(run('balanced', events).last).toEqual({ source: 14, ranges: [range(5, 5)] })
    expect(run('strict', events).last).toEqual({ source: 14, ranges: [] })
  })

  test('frames and shadow roots are pages like others', () => {
    const frame = mutation({
      isAttachIframe: true,
      adds: [
        {
          parentId: 4,
          nextId: null,
          node: {
            id: 10,
            type: 0,
            rootId: 10,
            childNodes: [el(11, 'p', { title: 'Anna' }, [text(12, 'joe@example.com')])],
          },
        },
      ],
    })
    const { json, last } = run('balanced', [
      page(el(4, 'iframe', { rr_src: '/x?a=1' }), {
        ...el(5, 'div', {}, [{ ...el(6, 'input', { value: 'Berta' }), isShadow: true }]),
        isShadowHost: true,
      }),
      frame,
    ])
    expect(json).not.toMatch(/joe@|Berta|a=1/)
    expect(json).toMatch(/isShadowHost.*|isShadow/)
    expect(last).toMatchObject({ isAttachIframe: true, adds: [{ node: { rootId: 10 } }] })
  })

  test('pictures are blocked in strict only', () => {
    const picture = page(
      el(4, 'img', { src: '/me.png', srcset: '/me.png 2x', width: '10', rr_dataURL: 'data:image/png;base64,AA==' }),
      el(5, 'video', { src: '/v.mp4', poster: '/p.png' }),
    )
    expect(run('strict', [picture]).json).not.toMatch(/me\.png|data:|v\.mp4|p\.png/)
    expect(run('strict', [picture]).json).toContain('"width":"10"')
    expect(run('balanced', [picture]).json).toMatch(/me\.png.*data:image.*v\.mp4/)
  })

  test('a deep page is no problem', () => {
    let node = text(100_000, 'joe@example.com')
    for (let id = 99_999; id > 90_000; id--) node = el(id, 'div', {}, [node])
    const masker = createEventMasker({ ...strictest, mode: 'balanced' })
    expect(masker.event(page(node))).toBeDefined()
    expect(masker.counts).toEqual({ email: 1 })
  })
})
