import type { Texts } from '../api.ts'
import type { Draft } from '../record/draft.ts'
import { asSendError, explain } from './explain.ts'
import { summarize } from './summary.ts'
import { fill } from './texts/all.ts'
import type { View } from './view.ts'

export type States = ReturnType<typeof createStates>

/** What the dialog shows from opening to the reference of the report. */
export function createStates(view: View, texts: Texts) {
  const calm = () => {
    view.say('')
    view.progress(0, 0)
    view.complain('')
    view.skipReplay.hidden = true
    view.description.readOnly = false
    view.send.disabled = false
    view.review.disabled = false
    view.send.textContent = texts.send
    view.cancel.textContent = texts.cancel
  }
  return {
    idle: calm,
    collecting() {
      calm()
      view.send.disabled = view.review.disabled = true
      view.say(texts.collecting)
    },
    ready(draft: Draft) {
      calm()
      view.list(summarize(draft, texts), draft.trust === 'none' ? texts.strictest : '')
    },
    sending(done: number, total: number) {
      view.complain('')
      view.skipReplay.hidden = true
      view.send.disabled = view.review.disabled = true
      view.send.textContent = texts.send
      view.cancel.textContent = texts.cancel
      view.description.readOnly = true
      view.progress(done, total)
      view.say(total ? `${texts.sending} ${fill(texts.progress, { done, total })}` : texts.sending)
    },
    /** It is kept on this device; the dialog may be closed. */
    waiting(why: unknown) {
      view.progress(0, 0)
      view.say(asSendError(why).code === 'offline' ? texts.queuedOffline : texts.queuedBusy)
      view.send.textContent = texts.done
      view.cancel.textContent = texts.dontSend
      view.send.disabled = false
      view.send.focus()
    },
    failed(error: unknown, draft: Draft | undefined) {
      calm()
      const { words, tooLarge } = explain(error, texts)
      view.complain(words)
      view.skipReplay.hidden = !(tooLarge && draft?.chunks.length)
      view.send.textContent = texts.retry
    },
    sent(reportId: string) {
      view.dialog.returnValue = 'sent'
      const done = view.thank(reportId)
      done.addEventListener('click', () => view.dialog.close('sent'))
      done.focus()
    },
  }
}
