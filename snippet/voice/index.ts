/** The voice note, loaded when the visitor wants to speak. */
import type { Language, VoiceTexts } from '../api.ts'
import type { Shell } from '../boot/shell.ts'
import { element } from '../report/element.ts'
import { notePanel, type TakePanel, takePanel } from './panel.ts'
import { playButton } from './play.ts'
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
  let shown: TakePanel | undefined
  let hush = () => {}
  let closed = false
  if (!styled.has(shell)) shell.addStyle(css)
  styled.add(shell)

  const showEmpty = () => {
    slot.replaceChildren(...empty, alert)
    slot.querySelector('button')?.focus()
  }
  const showNote = (spoken: SpokenNote) => {
    const { panel, listen, again, remove } = notePanel(spoken.note.durationMs, texts)
    hush = playButton(listen, spoken.audio, texts)
    again.addEventListener('click', () => void speak())
    remove.addEventListener('click', () => {
      hush()
      changed(undefined)
      showEmpty()
    })
    slot.replaceChildren(panel)
    listen.focus()
  }
  const finish = async () => {
    const ending = take
    take = undefined
    shown?.end()
    const spoken = await ending?.stop()
    if (closed) return
    changed(spoken)
    if (spoken) showNote(spoken)
    else showEmpty()
  }
  const showTake = (begun: Take) => {
    const panel = takePanel(begun, texts)
    shown = panel
    panel.showPage.addEventListener('click', () => {
      panel.apart(shell.root)
      setup.hideDialog()
      panel.stop.focus()
    })
    panel.stop.addEventListener('click', () => {
      if (panel.isApart()) setup.showDialog()
      void finish()
    })
    slot.replaceChildren(panel.panel)
    panel.stop.focus()
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
    if (closed) take.drop()
    else showTake(take)
  }
  return {
    speak,
    close() {
      closed = true
      hush()
      shown?.end()
      take?.drop()
    },
  }
}
