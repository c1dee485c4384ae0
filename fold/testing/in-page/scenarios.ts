type Step = () => Promise<void>
type Scenario = (step: Step) => Promise<void>

/** Pages that change in every way a recorder can tell. Each runs in a browser while rrweb records it. */
export const scenarios: Record<string, Scenario> = {
  async 'moves, replacements and removals'(step) {
    document.body.innerHTML = '<ul id="a"></ul><section id="b"><p>one</p><!-- note --><p>two <b>bold</b></p></section>'
    const [list, section] = [...document.body.children] as [HTMLElement, HTMLElement]
    await step()
    for (let i = 0; i < 12; i++) list.append(Object.assign(document.createElement('li'), { textContent: `item ${i}` }))
    await step()
    list.append(...[...list.children].toReversed())
    await step()
    section.prepend(list)
    list.children[3]?.replaceWith(section.lastElementChild as Element, 'loose text')
    await step()
    const wrapper = document.createElement('div')
    wrapper.append(...list.childNodes)
    list.append(wrapper)
    wrapper.firstElementChild?.remove()
    await step()
    document.body.append(wrapper)
    wrapper.normalize()
    const added = document.createElement('i')
    wrapper.append(added)
    added.append('never ', 'seen')
    added.remove()
    await step()
    section.innerHTML = '<svg viewBox="0 0 9 9"><linearGradient id="g"/><use xlink:href="#g"/><text>svg</text></svg>'
    section.querySelector('use')?.setAttribute('href', '#other')
    await step()
    section.textContent = ''
  },

  async 'form fields'(step) {
    document.body.innerHTML = `<input id="t" value="start"><input type="checkbox" id="c" checked>
      <input type="radio" name="r" value="1" checked><input type="radio" name="r" value="2">
      <select id="s"><option>x</option><option selected>y</option></select><textarea id="a">old</textarea>`
    const get = <T extends HTMLElement>(id: string) => document.getElementById(id) as T
    const type = (field: HTMLInputElement | HTMLTextAreaElement, value: string) => {
      field.value = value
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    await step()
    type(get('t'), 'typed')
    get('c').click()
    document.querySelectorAll<HTMLInputElement>('[type=radio]')[1]?.click()
    await step()
    get<HTMLSelectElement>('s').append(new Option('z', 'z'))
    await step()
    get<HTMLSelectElement>('s').value = 'z'
    get('s').dispatchEvent(new Event('change', { bubbles: true }))
    type(get('a'), 'new text')
    get('t').focus()
    await step()
    document.body.prepend(get('a'))
    get('t').setAttribute('value', 'attribute')
    get('t').blur()
    await step()
    type(get('a'), 'moved and typed')
    get('a').setAttribute('rows', '4')
  },

  async 'shadow trees'(step) {
    customElements.define('x-card', class extends HTMLElement {})
    document.body.innerHTML = '<x-card><b slot="name">light</b> rest</x-card><div id="late">late</div>'
    const card = document.querySelector('x-card') as HTMLElement
    const shadow = card.attachShadow({ mode: 'open' })
    shadow.innerHTML = '<style>b { color: red }</style><p><slot name="name">nobody</slot></p><slot></slot>'
    await step()
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('p { margin: 1px } p:hover { color: blue }')
    shadow.adoptedStyleSheets = [sheet]
    document.adoptedStyleSheets = [sheet]
    await step()
    sheet.insertRule('i { top: 0 }', 1)
    const inner = document.createElement('div')
    inner.attachShadow({ mode: 'open' }).innerHTML = '<em>deep <i>deeper</i></em>'
    shadow.append(inner)
    await step()
    inner.shadowRoot?.querySelector('i')?.append('!', document.createElement('u'))
    ;(sheet.cssRules[0] as CSSStyleRule).style.setProperty('margin-left', '7px', 'important')
    sheet.deleteRule(1)
    await step()
    document.body.prepend(card)
    await step()
    inner.shadowRoot?.querySelector('i')?.remove()
    await step()
    shadow.adoptedStyleSheets = []
    shadow.innerHTML = '<span>fresh</span>'
    document.getElementById('late')?.attachShadow({ mode: 'open' }).append('now in shadow')
  },

  async 'frames in frames'(step) {
    const frame = (document: Document, html: string) => {
      const iframe = document.createElement('iframe')
      document.body.append(iframe)
      const inner = iframe.contentDocument as Document
      inner.body.innerHTML = html
      return [iframe, inner] as const
    }
    const [first, one] = frame(document, '<p>one</p><input value="in frame">')
    await step()
    const [, two] = frame(one, '<h1>two</h1><div style="height: 3000px">tall</div>')
    await step()
    const style = two.createElement('style')
    two.head.append(style)
    style.sheet?.insertRule('h1 { color: green }')
    two.querySelector('h1')?.append(' and more')
    await step()
    two.defaultView?.scrollTo(0, 300)
    const field = one.querySelector('input') as HTMLInputElement
    field.value = 'typed in frame'
    field.dispatchEvent(new (one.defaultView as Window & typeof globalThis).Event('input', { bubbles: true }))
    await step()
    const made = new (one.defaultView as Window & typeof globalThis).CSSStyleSheet()
    made.replaceSync('p { color: teal }')
    one.adoptedStyleSheets = [made]
    await step()
    made.insertRule('@media all { p { left: 1px } }', 0)
    ;((made.cssRules[0] as CSSMediaRule).cssRules[0] as CSSStyleRule).style.setProperty('right', '2px')
    one.querySelector('p')?.remove()
    await step()
    first.remove()
    frame(document, '<p>another</p>')
  },

  async 'style sheets by script'(step) {
    document.head.innerHTML = '<style id="s">.a { color: red } @media all { .b { top: 1px } .c { left: 2px } }</style>'
    document.body.innerHTML = '<p class="a b c" style="padding: 4px 6px; color: red; background: none">styled</p>'
    const style = document.getElementById('s') as HTMLStyleElement
    const sheet = style.sheet as CSSStyleSheet
    const paragraph = document.querySelector('p') as HTMLElement
    await step()
    for (let i = 0; i < 20; i++) sheet.insertRule(`.r${i}:hover { width: ${i}px; content: "}{;" }`, i % 3)
    await step()
    sheet.deleteRule(4)
    const media = [...sheet.cssRules].find((rule) => rule instanceof CSSMediaRule) as CSSMediaRule
    media.insertRule('.d { right: 3px }', 1)
    ;(media.cssRules[0] as CSSStyleRule).style.setProperty('top', '9px', 'important')
    await step()
    ;(media.cssRules[0] as CSSStyleRule).style.removeProperty('top')
    media.deleteRule(2)
    paragraph.style.setProperty('padding-top', '9px', 'important')
    paragraph.style.setProperty('--accent-color', 'gold')
    await step()
    paragraph.style.removeProperty('padding-left')
    paragraph.style.color = ''
    await step()
    style.append('.appended { color: blue }')
    await step()
    sheet.insertRule('.lost { color: blue }')
    ;(style.sheet as CSSStyleSheet).insertRule('.kept { color: blue }')
    await step()
    ;(style.firstChild as Text).data = '.rewritten { color: teal }'
    await step()
    style.sheet?.insertRule('.x { color: black }')
    document.body.append(style)
    await step()
    const empty = document.head.appendChild(document.createElement('style'))
    empty.sheet?.insertRule('.scripted { color: pink }')
    await step()
    empty.append('.text { color: lime }')
  },

  async 'scrolling, pointer, selection, dialogs'(step) {
    document.body.innerHTML = `<div id="box" style="height:50px;overflow:auto"><p style="height:900px">tall</p></div>
      <dialog id="d">asked</dialog><details><summary>more</summary>hidden</details><p style="height:4000px">long</p>`
    const box = document.getElementById('box') as HTMLElement
    const dialog = document.getElementById('d') as HTMLDialogElement
    await step()
    box.scrollTop = 120
    window.scrollTo(0, 700)
    await step()
    const at = { bubbles: true, clientX: 20, clientY: 30 }
    for (const kind of ['mousemove', 'mousedown', 'mouseup', 'click']) box.dispatchEvent(new MouseEvent(kind, at))
    await step()
    window.scrollTo(0, 0)
    await step()
    dialog.showModal()
    await step()
    dialog.close()
    document.getSelection()?.selectAllChildren(box)
    await step()
    dialog.show()
    document.querySelector('details')?.setAttribute('open', '')
    box.scrollTop = 10
    await step()
    dialog.remove()
    box.remove()
  },

  async 'canvas, media, images and attributes'(step) {
    document.body.innerHTML = `<canvas width="40" height="20"></canvas><video muted loop></video><img alt="none">
      <a href="#x" title="t" data-a="1" aria-label="l">link</a><table><tbody><tr><td>cell</td></tr></tbody></table>`
    const canvas = document.querySelector('canvas') as HTMLCanvasElement
    canvas.getContext('2d')?.fillRect(1, 1, 9, 9)
    await step()
    canvas.getContext('2d')?.clearRect(0, 0, 40, 20)
    const video = document.querySelector('video') as HTMLVideoElement
    video.volume = 0.5
    video.loop = false
    await step()
    const link = document.querySelector('a') as HTMLElement
    link.removeAttribute('title')
    link.setAttribute('data-a', '')
    link.className = 'one two'
    link.toggleAttribute('hidden')
    await step()
    document.querySelector('tbody')?.insertRow(0).insertCell().append('new cell')
    document.querySelector('img')?.setAttribute('srcset', 'data:image/gif;base64,R0lGODlhAQABAAAAACw= 2x')
    document.title = 'Changed title'
    document.documentElement.setAttribute('lang', 'fr')
  },
}
