import type { RecordedEvent } from '@vitrine/fold'

type Node = Record<string, unknown>
type Child = Node | string

/** Recordings that want to run scripts and to call `outside`, an origin; each way has a path of its own there. */
export function hostileRecording(outside: string): RecordedEvent[] {
  let id = 10
  const to = (name: string) => `${outside}/${name}`
  const call = (name: string) => `(new Image).src='${to(`ran-${name}`)}'`
  const text = (textContent: string, facts: Node = {}): Node => ({ type: 3, id: id++, textContent, ...facts })
  const tag = (tagName: string, attributes: Node = {}, children: Child[] = [], facts: Node = {}): Node => ({
    type: 2,
    id: id++,
    tagName,
    attributes,
    childNodes: children.map((child) => (typeof child === 'string' ? text(child) : child)),
    ...facts,
  })
  const svg = (tagName: string, attributes: Node = {}, children: Child[] = []) =>
    tag(tagName, attributes, children, { isSVG: true })
  const css = (name: string) => `
    @import "${to(`${name}-import`)}"; @import url(${to(`${name}-import-url`)});
    @font-face { font-family: ${name}; src: url('${to(`${name}-font`)}') }
    body { background: url(${to(`${name}-url`)}); cursor: url("${to(`${name}-cursor`)}"), auto }
    p { background-image: u\\72l(${to(`${name}-escaped`)}); list-style: \\75 rl(${to(`${name}-escaped-hex`)}) }
    div { background-image: image-set("${to(`${name}-image-set`)}" 1x); content: url( "${to(`${name}-content`)}" ) }
    @keyframes in { from { opacity: 0 } to { opacity: 1 } } .animated { animation: in 1ms; font-family: ${name} }
    ul { border-image: -webkit-image-set(url(${to(`${name}-webkit-image-set`)}) 1x) }`

  const scripts = [
    tag('script', { src: to('script-src') }),
    tag('script', {}, [call('script')]),
    tag('SCRIPT', {}, [call('upper-script')]),
    tag('script', { type: 'module' }, [`import '${to('module')}'`]),
    tag('script', { type: 'speculationrules' }, [`{"prefetch":[{"source":"list","urls":["${to('speculation')}"]}]}`]),
    svg('svg', {}, [svg('script', {}, [call('svg-script')]), svg('script', { href: to('svg-script-src') })]),
    svg('svg', { onload: call('svg-onload') }),
    tag('img', { src: 'data:broken', onerror: call('onerror') }),
    tag('details', { open: '', ontoggle: call('ontoggle') }, ['x']),
    tag('div', { class: 'animated', onanimationstart: call('onanimationstart') }, ['animated']),
    tag('input', { autofocus: '', onfocus: call('onfocus') }),
    tag('iframe', { src: `javascript:${call('frame-javascript')}` }),
    tag('iframe', { srcdoc: `<script>${call('srcdoc')}</script><img src="${to('srcdoc-image')}">` }),
    tag('a', { href: `javascript:${call('link-javascript')}`, ping: to('ping') }, ['click me']),
  ]
  const loads = [
    tag('img', { src: to('img'), attributionsrc: to('attribution') }),
    tag('img', { srcset: `${to('srcset')} 1x, ${to('srcset-2')} 2x` }),
    tag('picture', {}, [tag('source', { srcset: to('picture') }), tag('img', {})]),
    tag('img', { src: 'x', rr_dataURL: to('img-data-url') }),
    tag('canvas', { rr_dataURL: to('canvas-data-url'), width: '9', height: '9' }),
    tag('input', { type: 'image', src: to('input-image') }),
    tag('video', { src: to('video'), poster: to('poster'), autoplay: '', preload: 'auto' }),
    tag('video', { preload: 'auto' }, [
      tag('source', { src: to('video-source') }),
      tag('track', { src: to('track'), default: '' }),
    ]),
    tag('audio', { src: to('audio'), autoplay: '', preload: 'auto' }),
    tag('iframe', { src: to('iframe') }),
    tag('iframe', { src: 'vscode://outside', rr_src: to('rr-src') }),
    tag('object', { data: to('object') }),
    tag('embed', { src: to('embed') }),
    tag('applet', { archive: to('applet') }),
    tag('portal', { src: to('portal') }),
    tag('frameset', {}, [tag('frame', { src: to('frame') })]),
    tag('table', { background: to('table-background') }, [tag('tbody', {}, [tag('tr', {}, [tag('td', {}, ['x'])])])]),
    tag('p', { style: `background: url(${to('style-attribute')})` }, ['styled']),
    tag('ul', {}, [tag('li', {}, ['list'])]),
    svg('svg', {}, [
      svg('image', { href: to('svg-image'), width: '9', height: '9' }),
      svg('image', { 'xlink:href': to('svg-xlink'), width: '9', height: '9' }),
      svg('use', { href: to('svg-use.svg#a') }),
      svg('filter', { id: 'f' }, [svg('feImage', { href: to('fe-image') })]),
      svg('rect', { fill: `url(${to('svg-fill.svg')}#a)`, filter: 'url(#f)', width: '9', height: '9' }),
      svg('image', { width: '9', height: '9' }, [svg('set', { attributeName: 'href', to: to('svg-set') })]),
      svg('style', {}, [text(css('svg-style'), { isStyle: true })]),
    ]),
    tag('form', { action: to('form'), id: 'form' }, [tag('button', { formaction: to('formaction') }, ['send'])]),
    tag('noscript', {}, [tag('img', { src: to('noscript-image') })]),
    tag('x-host', {}, [tag('img', { src: to('shadow-image') }, [], { isShadow: true })], {
      isShadowHost: true,
      isCustom: true,
    }),
  ]
  const head = [
    tag('base', { href: `${outside}/` }),
    tag('meta', { 'http-equiv': 'refresh', content: `0;url=${to('refresh')}` }),
    tag('style', { _cssText: css('css-text') }, [text('', { isStyle: true })]),
    tag('style', {}, [text(css('style-text'), { isStyle: true })]),
    ...'stylesheet import prefetch preconnect dns-prefetch preload modulepreload prerender icon manifest'
      .split(' ')
      .map((rel) => tag('link', { rel, href: to(`link-${rel}`), as: 'image', imagesrcset: to(`link-${rel}-set`) })),
  ]
  const frame = tag('iframe')
  const image = tag('img')
  const style = tag('style', {}, [text('a { color: red }', { isStyle: true })])
  const [styleText] = style.childNodes as Node[]
  const body = tag('body', { background: to('body-background'), onload: call('body-onload') }, [
    ...scripts,
    ...loads,
    frame,
    image,
    style,
  ])
  const html = tag('html', { manifest: to('manifest') }, [tag('head', {}, head), body])
  const inner = tag('html', {}, [
    tag('head'),
    tag('body', {}, [tag('script', {}, [call('inner-script')]), tag('img', { src: to('inner-image') })]),
  ])
  const innerDocument = { type: 0, id: id++, childNodes: [inner] }
  const later = tag('img', { src: to('added-image'), onerror: call('added-onerror') })
  const mutation = (change: Node) => ({ source: 0, adds: [], removes: [], texts: [], attributes: [], ...change })
  const set = (attributes: Node, node: Node = image) => mutation({ attributes: [{ id: node.id, attributes }] })

  const data: Node[] = [
    mutation({ adds: [{ parentId: frame.id, nextId: null, node: innerDocument }], isAttachIframe: true }),
    mutation({ adds: [{ parentId: body.id, nextId: null, node: later }] }),
    mutation({ adds: [{ parentId: body.id, nextId: null, node: tag('script', {}, []) }] }),
    set({
      src: to('changed-image'),
      onmousedown: call('onmousedown'),
      onclick: call('onclick'),
      onload: call('onload'),
    }),
    set({
      style: { 'background-image': [`url(${to('style-object')})`, ''], 'list-style': `url(${to('style-object-2')})` },
    }),
    set({ srcdoc: `<script>${call('changed-srcdoc')}</script>`, src: to('changed-frame') }, frame),
    set({ _cssText: css('changed-css-text') }, style),
    mutation({ texts: [{ id: styleText?.id, value: css('changed-style-text') }] }),
    { source: 8, id: style.id, adds: [{ rule: `b { background: url(${to('rule')}) }`, index: 0 }] },
    { source: 13, id: style.id, index: [0], set: { property: 'background-image', value: `url(${to('declaration')})` } },
    {
      source: 15,
      id: 1,
      styleIds: [1],
      styles: [{ styleId: 1, rules: [{ rule: `i { background: url(${to('adopted')}) }` }] }],
    },
    { source: 8, styleId: 1, replaceSync: `body { background: url(${to('replaced')}) }` },
    { source: 10, family: 'evil', fontSource: `url(${to('font-event')})`, buffer: false },
    {
      source: 9,
      id: body.id,
      type: 0,
      commands: [{ property: 'drawImage', args: [{ rr_type: 'Image', src: to('canvas') }] }],
    },
    { source: 2, type: 1, id: image.id, x: 5, y: 5 },
    { source: 2, type: 2, id: image.id, x: 5, y: 5 },
    { source: 2, type: 3, id: image.id, x: 5, y: 5 },
    { source: 7, type: 0, id: image.id },
  ]
  const start = 1_700_000_000_000
  const node = { type: 0, id: 1, childNodes: [html] }
  return [
    { type: 4, timestamp: start, data: { href: to('meta'), width: 600, height: 400 } },
    { type: 2, timestamp: start, data: { node, initialOffset: { left: 0, top: 0 } } },
    ...data.map((one, i) => ({ type: 3, timestamp: start + 100 + i, data: one })),
    { type: 5, timestamp: start + 600, data: { tag: 'x', payload: {} } },
  ]
}

/** Recordings that no honest recorder makes: each would stop the Replayer with an exception. */
export function breakingRecordings(): Record<string, RecordedEvent[]> {
  const element = (id: number, tagName: unknown, more: Node = {}): Node => ({
    type: 2,
    id,
    tagName,
    attributes: {},
    childNodes: [],
    ...more,
  })
  const page = (...body: Node[]): RecordedEvent[] => {
    const html = element(2, 'html', { childNodes: [element(3, 'head'), element(4, 'body', { childNodes: body })] })
    return [
      { type: 4, timestamp: 1_000, data: { href: '', width: 300, height: 200 } },
      { type: 2, timestamp: 1_000, data: { node: { type: 0, id: 1, childNodes: [html] }, initialOffset: {} } },
      { type: 3, timestamp: 1_500, data: { source: 3, id: 1, x: 0, y: 0 } },
    ]
  }
  const deep = element(10, 'div')
  for (let id = 11, at = deep; id < 1_500; id++) {
    const child = element(id, 'div')
    at.childNodes = [child]
    at = child
  }
  const event = (data: unknown): RecordedEvent => ({ type: 3, timestamp: 1_200, data })
  return {
    'a tag that is none': page(element(10, '<img src=x>'), element(11, 7), element(12, '')),
    'attributes that are none': page(
      element(10, 'p', { attributes: { '<': '1', 'a b': '2', '': '3', ok: null, n: {} } }),
    ),
    'a shadow on what has none': page(
      element(10, 'input', { isShadowHost: true }),
      element(11, 'x-a', { isShadowHost: true }),
    ),
    'a reserved custom element': page(
      element(10, 'font-face', { isCustom: true }),
      element(11, 'annotation-xml', { isCustom: true }),
    ),
    'CDATA and a strange doctype': page(
      { type: 4, id: 10, textContent: 'x' },
      { type: 1, id: 11, name: '<>' },
      { type: 99, id: 12 },
    ),
    'a very deep tree': page(deep),
    'no children, no attributes': page({ type: 2, id: 10, tagName: 'style' }, { type: 2, id: 11, tagName: 'p' }),
    'events without sense': [
      ...page(element(10, 'p')),
      ...[
        { source: 1 },
        { source: 1, positions: [null, 4] },
        { source: 0, adds: 7, texts: [null] },
        { source: 15 },
        { source: 8, id: 10 },
      ].map(event),
      ...[
        { source: 13, id: 10 },
        { source: 10 },
        { source: 14, ranges: 4 },
        { source: 2, type: 99, id: 10 },
        null,
        'x',
        { source: 99 },
      ].map(event),
      { type: 2, timestamp: 1_300, data: { node: 'x' } },
      { type: 4, timestamp: 1_300, data: {} },
    ],
  }
}
