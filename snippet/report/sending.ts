import type { Draft } from '../record/draft.ts'
import type { Watch } from '../transport/deliver.ts'
import type { DialogSetup } from './dialog.ts'
import type { States } from './states.ts'
import type { View } from './view.ts'

export type Sending = {
  /** Something is being sent, or waits. */
  isOn: () => boolean
  send: (draft: Draft, description: string) => Promise<void>
  /** `true`: there was nothing to submit but the closing of the dialog. */
  submit: () => boolean
}

/** One report on its way, as the dialog shows it. What its buttons mean depends on how far that is. */
export function createSending(
  { send, refusedLater }: Pick<DialogSetup, 'send' | 'refusedLater'>,
  view: View,
  states: States,
  failed: (error: unknown) => void,
): Sending {
  let sending: AbortController | undefined
  /** It is kept on this device, and needs the dialog no longer. */
  let waits = false

  const watch: Watch = {
    sending(done, total) {
      // Every new attempt begins with nothing; it counts once something has arrived.
      if (waits && done === 0) return
      waits = false
      states.sending(done, total)
    },
    waiting(why) {
      if (!waits) states.waiting(why)
      waits = true
    },
  }
  const idle = () => {
    sending = undefined
    states.idle()
    view.send.focus()
  }
  const close = () => view.dialog.close(sending ? 'sent' : view.dialog.returnValue)
  const withdraw = () => {
    sending?.abort()
    idle()
  }
  const end = (error: unknown) => {
    sending = undefined
    // Withdrawn by the page, or in another tab.
    if (error instanceof DOMException && error.name === 'AbortError') idle()
    else if (view.dialog.open) failed(error)
    else refusedLater(error)
  }
  /** What waits goes on waiting; what is being sent stops. */
  const leave = () => (sending && !waits ? withdraw() : close())
  view.close.addEventListener('click', leave)
  view.cancel.addEventListener('click', () => (sending ? withdraw() : close()))
  view.dialog.addEventListener('cancel', (event) => {
    event.preventDefault()
    leave()
  })
  return {
    isOn: () => sending !== undefined,
    async send(draft, description) {
      sending = new AbortController()
      waits = false
      const { signal } = sending
      states.sending(0, 0)
      try {
        const { reportId } = await send(draft, description, watch, signal)
        sending = undefined
        states.sent(reportId)
      } catch (error) {
        if (!signal.aborted) end(error)
      }
    },
    submit() {
      if (sending && waits) close()
      return sending !== undefined
    },
  }
}
