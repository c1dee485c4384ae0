import type { ReportSent } from '@vitrine/protocol'
import type { Language, Texts } from '../api.ts'
import type { Shell } from '../boot/shell.ts'
import { type Draft, withoutReplay } from '../record/draft.ts'
import { keepFocus } from './keep-focus.ts'
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
  send: (draft: Draft, description: string, progress: Progress, signal: AbortSignal) => Promise<ReportSent>
  opened: () => void
  sent: (reportId: string) => void
  failed: (error: unknown) => void
  /** With what was written and not sent. */
  closed: (description: string) => void
}

type Progress = (done: number, total: number) => void

const styled = new WeakSet<Shell>()

/** Shows the dialog; resolves when it can be used. */
export async function openDialog(setup: DialogSetup): Promise<void> {
  const texts: Texts = { ...allTexts[setup.language], ...setup.texts }
  const view = createView(texts, setup.privacyUrl)
  if (!styled.has(setup.shell)) setup.shell.addStyle(css)
  styled.add(setup.shell)
  view.description.value = setup.description
  setup.shell.root.append(view.dialog)
  const letGo = keepFocus(view.dialog)
  view.dialog.addEventListener('close', () => {
    view.dialog.remove()
    letGo()
    setup.closed(view.dialog.returnValue === 'sent' ? '' : view.description.value)
  })
  view.dialog.showModal()
  view.description.focus()
  setup.opened()
  const sender = createSender(setup, view, texts)
  view.close.addEventListener('click', sender.leave)
  view.cancel.addEventListener('click', sender.leave)
  view.dialog.addEventListener('cancel', (event) => {
    event.preventDefault()
    sender.leave()
  })
  await sender.gather()
}

function createSender(setup: DialogSetup, view: View, texts: Texts) {
  const states = createStates(view, texts)
  let draft: Draft | undefined
  let sending: AbortController | undefined

  const fail = (error: unknown) => {
    sending = undefined
    states.failed(error, draft)
    setup.failed(error)
  }
  const gather = async () => {
    states.collecting()
    try {
      draft = await setup.collect()
      states.ready(draft)
    } catch (error) {
      fail(error)
    }
  }
  const send = async (what: Draft) => {
    const description = view.description.value.trim()
    const missing = !description && what.chunks.length === 0
    view.missing(missing)
    if (missing) return view.description.focus()
    draft = what
    sending = new AbortController()
    const { signal } = sending
    states.sending(0, 0)
    try {
      const { reportId } = await setup.send(what, description, states.sending, signal)
      sending = undefined
      states.sent(reportId)
      setup.sent(reportId)
    } catch (error) {
      if (!signal.aborted) fail(error)
    }
  }
  /** First stops what is being sent; then closes. */
  const leave = () => {
    if (!sending) return view.dialog.close(view.dialog.returnValue)
    sending.abort()
    sending = undefined
    states.idle()
    view.send.focus()
  }
  view.form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (sending) return
    void (draft ? send(draft) : gather())
  })
  view.description.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) view.form.requestSubmit()
  })
  const review = async () => {
    if (!draft || sending) return
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
  view.skipReplay.addEventListener('click', () => {
    if (!draft || sending) return
    const bare = withoutReplay(draft)
    states.ready(bare)
    void send(bare)
  })
  return { gather, leave }
}
