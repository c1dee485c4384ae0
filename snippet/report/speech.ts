import type { SpokenNote, Voice } from '../voice/index.ts'
import type { DialogSetup } from './dialog.ts'
import type { View } from './view.ts'

type Heard = {
  /** The report is on its way. */
  isBusy: () => boolean
  changed: (note: SpokenNote | undefined) => void
}

/** The voice note of one dialog. What records it is loaded when the visitor wants to speak. */
export function createSpeech(
  { voice: load, shell, failed }: Pick<DialogSetup, 'voice' | 'shell' | 'failed'>,
  view: View,
  { isBusy, changed }: Heard,
): { end: () => void } {
  let voice: Voice | undefined
  let over = false
  const speak = async () => {
    if (isBusy() || !load) return
    view.speak.disabled = true
    try {
      voice ??= await load({
        slot: view.voice,
        hideDialog: () => view.dialog.close('hidden'),
        showDialog() {
          view.dialog.returnValue = ''
          view.dialog.showModal()
        },
        changed,
      })
      // The dialog may be gone by now: nobody would see that the microphone is on.
      if (!over) await voice.speak()
    } catch (error) {
      failed(error)
    }
    view.speak.disabled = false
  }
  const end = () => {
    over = true
    voice?.close()
    shell.end = undefined
  }
  shell.end = end
  view.speak.addEventListener('click', () => void speak())
  return { end }
}
