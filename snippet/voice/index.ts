/** The voice note, loaded when the visitor wants to speak. */
import type { Language, VoiceTexts } from '../api.ts'
import type { Shell } from '../boot/shell.ts'
import { element } from '../report/element.ts'
import { button, notePanel, takePanel } from './panel.ts'
import { play } from './play.ts'
import { css } from './style.ts'
import { beginTake, type SpokenNote, type Take } from './take.ts'
import { voiceTexts } from './texts.ts'

export type { SpokenNote } from './take.ts'

export type VoiceSetup = {
  shell: Shell
  language: Language
  texts: Partial<VoiceTexts> | undefined
  /** Where the controls go; gets what it holds back when there is no note. */
  slot: HTMLElement
  /** Takes the dialog away so that the page can be used, and brings it back. */
  hideDialog: () => void
  showDialog: () => void
  /** The note as it is now; `undefined`: there is none. */
  changed: (note: SpokenNote | undefined) => void
}

export type Voice = {
  /** Begins to record; what was said before is forgotten. */
  speak: () => Promise<void>
  /** The dialog is gone: nothing goes on. */
  close: () => void
}

const styled = new WeakSet<Shell>()

export function createVoice({ shell, language, slot, changed, ...setup }: VoiceSetup): Voice {
  const texts: VoiceTexts = { ...voiceTexts[language], ...setup.texts }
  const empty = [...slot.childNodes]
  const alert = element('div', { class: 'alert', role: 'alert' })
  let take: Take | undefined
  let silence: (() => void) | undefined
  let closed = false
  if (!styled.has(shell)) shell.addStyle(css)
  styled.add(shell)

  const hush = () => {
    silence?.()
    silence = undefined
  }
  const showEmpty = () => {
    slot.replaceChildren(...empty, alert)
    slot.querySelector('button')?.focus()
  }
  const showNote = (spoken: SpokenNote) => {
    const { panel, listen, again, remove } = notePanel(spoken.note.durationMs, texts)
    const quiet = () => {
      silence = undefined
      listen.textContent = texts.voicePlay
    }
    listen.addEventListener('click', async () => {
      if (silence) return hush()
      listen.textContent = texts.voiceSilence
      silence = await play(spoken.audio, quiet).catch(() => undefined)
      if (!silence) quiet()
    })
    again.addEventListener('click', () => void speak())
    remove.addEventListener('click', () => {
      hush()
      changed(undefined)
      showEmpty()
    })
    slot.replaceChildren(panel)
    listen.focus()
  }
  const finish = async (panel: { end: () => void }) => {
    const ending = take
    take = undefined
    panel.end()
    const spoken = await ending?.stop()
    if (closed) return
    changed(spoken)
    if (spoken) showNote(spoken)
    else showEmpty()
  }
  const speak = async () => {
    hush()
    alert.textContent = ''
    changed(undefined)
    try {
      take = await beginTake(() => shown?.stop.click())
    } catch {
      alert.textContent = texts.voiceDenied
      return showEmpty()
    }
    if (closed) return take.drop()
    const shown = takePanel(take, texts)
    const showPage = button('quiet', texts.voiceShowPage)
    shown.panel.append(showPage)
    showPage.addEventListener('click', () => {
      showPage.remove()
      shown.panel.classList.add('apart', 'rr-block')
      shell.root.append(shown.panel)
      setup.hideDialog()
      shown.stop.focus()
    })
    shown.stop.addEventListener('click', () => {
      if (shown.panel.classList.contains('apart')) setup.showDialog()
      shown.panel.remove()
      void finish(shown)
    })
    slot.replaceChildren(shown.panel)
    shown.stop.focus()
  }
  return {
    speak,
    close() {
      closed = true
      hush()
      take?.drop()
    },
  }
}
