import type { Texts } from '../api.ts'
import { drawing, element } from './element.ts'
import type { Row } from './summary.ts'

const cross = 'M6 6l12 12M18 6L6 18'
const tick = 'M4.5 12.5l5 5 10-11'

/** The dialog's parts; `dialog.ts` decides what they show. */
export type View = {
  dialog: HTMLDialogElement
  form: HTMLFormElement
  description: HTMLTextAreaElement
  close: HTMLButtonElement
  cancel: HTMLButtonElement
  send: HTMLButtonElement
  skipReplay: HTMLButtonElement
  review: HTMLButtonElement
  /** Where the visitor may speak; empty where they can't. */
  voice: HTMLElement
  speak: HTMLButtonElement
  say: (words: string) => void
  progress: (done: number, total: number) => void
  complain: (words: string) => void
  missing: (on: boolean) => void
  list: (rows: Row[], note: string) => void
  thank: (reference: string) => HTMLButtonElement
}

const button = (kind: string, text: string, type = 'button') => element('button', { class: kind, type }, text)

function describeField(texts: Texts) {
  const hint = { placeholder: texts.describeHint, rows: '4', maxlength: '10000' }
  const field = element('textarea', { id: 'what', ...hint, 'aria-describedby': 'missing' })
  const missing = element('p', { id: 'missing', class: 'missing', hidden: true }, texts.describeMissing)
  return { field, missing, label: element('label', { for: 'what' }, texts.describe) }
}

function contents(texts: Texts, privacyUrl: string) {
  const list = element('dl')
  const note = element('p', { class: 'note', hidden: true })
  const link = element('a', { href: privacyUrl, target: '_blank', rel: 'noopener noreferrer' }, texts.privacy)
  const section = element('section', { 'aria-labelledby': 'contents' })
  const review = button('quiet', texts.review)
  section.append(element('h3', { id: 'contents' }, texts.contents), list, note, review, element('p', {}, link))
  return { section, list, note, review }
}

const row = ({ label, value }: Row) =>
  element('div', {}, element('dt', {}, label), element('dd', { title: value }, value))

export function createView(texts: Texts, privacyUrl: string): View {
  const { field, missing, label } = describeField(texts)
  const { section, list, note, review } = contents(texts, privacyUrl)
  const close = element('button', { class: 'close', type: 'button', 'aria-label': texts.close }, drawing(cross))
  const [cancel, send] = [button('quiet', texts.cancel), button('main', texts.send, 'submit')]
  const skipReplay = button('quiet', texts.withoutReplay)
  const speak = button('quiet', texts.voiceAdd)
  const voice = element('div', { class: 'voice', hidden: true }, speak)
  const status = element('p', { role: 'status', class: 'status' })
  const bar = element('progress', { 'aria-label': texts.sending, hidden: true })
  const alert = element('div', { role: 'alert', class: 'alert' })
  const title = element('h2', { id: 'title' }, texts.title)
  const body = element('div', { class: 'body' }, label, field, missing, voice, section)
  const foot = element('footer', {}, alert, status, bar, element('div', { class: 'buttons' }, cancel, skipReplay, send))
  const form = element('form', { novalidate: true, method: 'dialog' }, element('header', {}, title, close), body, foot)
  const dialog = element('dialog', { class: 'rr-block', 'aria-labelledby': 'title' }, form)
  return {
    dialog,
    form,
    description: field,
    close,
    cancel,
    send,
    skipReplay,
    review,
    voice,
    speak,
    say: (words) => status.replaceChildren(words),
    progress(done, total) {
      bar.hidden = total === 0
      bar.max = total || 1
      bar.value = done
    },
    complain: (words) => alert.replaceChildren(words),
    missing(on) {
      missing.hidden = !on
      field.setAttribute('aria-invalid', String(on))
    },
    list(rows, words) {
      list.replaceChildren(...rows.map(row))
      note.replaceChildren(words)
      note.hidden = !words
    },
    thank(reference) {
      const done = button('main', texts.done)
      const code = element('p', { class: 'reference' }, `${texts.reference} `, element('code', {}, reference))
      const seal = element('span', { class: 'seal' }, drawing(tick))
      const words = element('p', { class: 'thanks', id: 'thanks', role: 'status' }, texts.sent)
      body.replaceChildren(seal, words, code, element('p', { class: 'note' }, texts.sentHint))
      foot.replaceChildren(element('div', { class: 'buttons' }, done))
      return done
    },
  }
}
