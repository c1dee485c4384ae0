import type { Language, Texts } from '../api.ts'
import type { Shell } from '../boot/shell.ts'
import { element } from './element.ts'
import { texts as allTexts } from './texts/all.ts'

export type OfferSetup = { shell: Shell; language: Language; texts: Partial<Texts> | undefined; reason: string }
export type Answer = 'accepted' | 'dismissed'

const css = `
.offer { position: fixed; right: calc(var(--vitrine-inset-x, 20px) + env(safe-area-inset-right, 0px));
  bottom: calc(var(--vitrine-inset-y, 20px) + 60px + env(safe-area-inset-bottom, 0px)); box-sizing: border-box; width: min(340px, calc(100vw - 40px));
  padding: 16px 18px; border-radius: 14px; border: 1px solid var(--vitrine-border, #dfe3ea); background: var(--vitrine-surface, #fff);
  color: var(--vitrine-text, #16181d); font: 400 15px/1.45 var(--vitrine-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif);
  box-shadow: 0 2px 6px rgb(0 0 0 / .12), 0 16px 40px rgb(0 0 0 / .24) }
.offer p { margin: 0 0 14px; overflow-wrap: anywhere }
.offer div { display: flex; flex-wrap: wrap; gap: 8px; justify-content: flex-end }
.offer button { all: unset; box-sizing: border-box; min-height: 44px; padding: 10px 16px; border-radius: 10px; font-size: 15px; font-weight: 600; cursor: pointer }
.offer .yes { background: var(--vitrine-accent, #4338ca); color: var(--vitrine-on-accent, #fff) }
.offer button:focus-visible { outline: 2px solid var(--vitrine-accent, #4338ca); outline-offset: 2px }
@media (prefers-color-scheme: dark) { :host(:not([data-theme=light])) .offer { border-color: var(--vitrine-border, #343945);
  background: var(--vitrine-surface, #16181f); color: var(--vitrine-text, #f2f4f8) }
  :host(:not([data-theme=light])) .offer .yes { background: var(--vitrine-accent, #a5b4fc); color: var(--vitrine-on-accent, #14142b) } }
:host([data-theme=dark]) .offer { border-color: var(--vitrine-border, #343945); background: var(--vitrine-surface, #16181f); color: var(--vitrine-text, #f2f4f8) }
:host([data-theme=dark]) .offer .yes { background: var(--vitrine-accent, #a5b4fc); color: var(--vitrine-on-accent, #14142b) }`

const styled = new WeakSet<Shell>()

/** Offers the dialog, beside the button, without taking the focus: the visitor is in the middle of something. */
export function showOffer({ shell, language, texts: own, reason }: OfferSetup): Promise<Answer> {
  const texts = { ...allTexts[language], ...own }
  if (!styled.has(shell)) shell.addStyle(css)
  styled.add(shell)
  shell.show()
  const yes = element('button', { class: 'yes', type: 'button' }, texts.button)
  const no = element('button', { type: 'button' }, texts.notNow)
  const words = element('p', { role: 'status' })
  const offer = element('div', { class: 'offer rr-block', role: 'group', 'aria-label': texts.button })
  offer.append(words, element('div', {}, no, yes))
  shell.root.append(offer)
  // There before its words are, so that they are read out.
  setTimeout(() => words.replaceChildren(reason))
  return new Promise((answer) => {
    const end = (what: Answer) => {
      offer.remove()
      answer(what)
    }
    yes.addEventListener('click', () => end('accepted'))
    no.addEventListener('click', () => end('dismissed'))
    offer.addEventListener('keydown', (event) => event.key === 'Escape' && end('dismissed'))
  })
}
