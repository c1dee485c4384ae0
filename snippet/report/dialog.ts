import type { Language, Texts } from '../api.ts'
import type { Shell } from '../boot/shell.ts'
import { type Draft, withoutReplay, withVoice } from '../record/draft.ts'
import type { Sender } from '../transport/create-sender.ts'
import type { SpokenNote, Voice, VoiceSetup } from '../voice/index.ts'
import { keepFocus } from './keep-focus.ts'
import { createSending } from './sending.ts'
import { createSpeech } from './speech.ts'
import { createStates } from './states.ts'
import { css } from './style.ts'
import { texts as allTexts } from './texts/all.ts'
import { createView, type View } from './view.ts'

export type DialogSetup = {
  shell: Shell
  language: Language
  texts: Partial<Texts> | undefined
  privacyUrl: string
  /** What the customer had written before. */
  description: string
  /** A frozen copy of what would be sent now. */
  collect: () => Promise<Draft>
  /** Shows what would be sent; resolves with what the customer left of it, if they changed anything. */
  review: (dialog: HTMLDialogElement, draft: Draft) => Promise<Draft | undefined>
  /** Prepares speaking; `undefined` where nobody can or may. */
  voice: ((setup: Pick<VoiceSetup, 'slot' | 'hideDialog' | 'showDialog' | 'changed'>) => Promise<Voice>) | undefined
  /** Keeps the report on this device until it is sent; aborting withdraws it. */
  send: Sender['send']
  opened: () => void
  failed: (error: unknown) => void
  /** What was left to be sent can't be, after the dialog was closed. */
  refusedLater: (error: unknown) => void
  /** With what was written and not sent. */
  closed: (description: string) => void
}

const styled = new WeakSet<Shell>()

/** Shows the dialog; resolves when it can be used. */
export async function openDialog(setup: DialogSetup): Promise<void> {
  const texts: Texts = { ...allTexts[setup.language], ...setup.texts }
  const view = createView(texts, setup.privacyUrl)
  if (!styled.has(setup.shell)) setup.shell.addStyle(css)
  styled.add(setup.shell)
  view.description.value = setup.description
  view.voice.hidden = !setup.voice
  setup.shell.root.append(view.dialog)
  const letGo = keepFocus(view.dialog)
  view.dialog.addEventListener('close', () => {
    // Only out of sight: the visitor shows something on the page while they speak.
    if (view.dialog.returnValue === 'hidden') return
    view.dialog.remove()
    letGo()
    form.end()
    setup.closed(view.dialog.returnValue === 'sent' ? '' : view.description.value)
  })
  view.description.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) view.form.requestSubmit()
  })
  view.dialog.showModal()
  view.description.focus()
  setup.opened()
  const form = createForm(setup, view, texts)
  await form.gather()
}

function createForm(setup: DialogSetup, view: View, texts: Texts) {
  const states = createStates(view, texts)
  let draft: Draft | undefined

  const fail = (error: unknown) => {
    states.failed(error, draft)
    setup.failed(error)
  }
  const sending = createSending(setup, view, states, fail)
  const gather = async () => {
    states.collecting()
    try {
      const fresh = await setup.collect()
      draft = spoken ? withVoice(fresh, spoken) : fresh
      states.ready(draft)
    } catch (error) {
      fail(error)
    }
  }
  const send = async (what: Draft) => {
    const description = view.description.value.trim()
    const missing = !description && what.chunks.length === 0 && !what.voice
    view.missing(missing)
    if (missing) return view.description.focus()
    draft = what
    await sending.send(what, description)
  }
  view.form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!sending.submit()) void (draft ? send(draft) : gather())
  })
  const review = async () => {
    if (!draft || sending.isOn()) return
    view.review.disabled = true
    try {
      draft = (await setup.review(view.dialog, draft)) ?? draft
      states.ready(draft)
    } catch (error) {
      fail(error)
    }
    view.review.focus()
  }
  view.review.addEventListener('click', () => void review())
  let spoken: SpokenNote | undefined
  /** The picture is taken anew, so that it covers what was said to it. */
  const heard = async (note: SpokenNote | undefined) => {
    if (!note && !spoken) return
    spoken = note
    if (note || !draft) await gather()
    else states.ready((draft = withVoice(draft, undefined)))
  }
  const speech = createSpeech(setup, view, { isBusy: sending.isOn, changed: (note) => void heard(note) })
  view.skipReplay.addEventListener('click', () => {
    if (!draft || sending.isOn()) return
    const bare = withoutReplay(draft)
    states.ready(bare)
    void send(bare)
  })
  return { gather, end: speech.end }
}
