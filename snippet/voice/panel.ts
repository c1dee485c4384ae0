import type { VoiceTexts } from '../api.ts'
import { element } from '../report/element.ts'
import { fill } from '../report/texts/all.ts'
import type { Take } from './take.ts'

const clock = (ms: number): string => {
  const seconds = Math.round(ms / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

const spokenTime = (text: string, ms: number): string => fill(text, { time: clock(ms) })

const button = (kind: string, text: string) => element('button', { class: kind, type: 'button' }, text)

export type TakePanel = ReturnType<typeof takePanel>

/** What is seen while the visitor speaks: time, loudness, pause, finish. */
export function takePanel(take: Take, texts: VoiceTexts) {
  const words = element('p', {}, spokenTime(texts.voiceRecording, 0))
  const level = element('meter', { min: '0', max: '1', 'aria-label': texts.voiceLevel })
  const [pause, stop] = [button('quiet', texts.voicePause), button('main', texts.voiceStop)]
  const panel = element('div', { class: 'speaking', role: 'group' }, words, pause, stop, level)
  let frame = 0
  const show = () => {
    level.value = take.paused ? 0 : take.level()
    const text = spokenTime(take.paused ? texts.voicePaused : texts.voiceRecording, take.elapsedMs())
    if (words.textContent !== text) words.textContent = text
    frame = requestAnimationFrame(show)
  }
  show()
  pause.addEventListener('click', () => {
    if (take.paused) take.resume()
    else take.pause()
    pause.textContent = take.paused ? texts.voiceResume : texts.voicePause
  })
  const showPage = button('quiet', texts.voiceShowPage)
  panel.append(showPage)
  return {
    panel,
    stop,
    showPage,
    /** Out of the dialog, so that the page can be used meanwhile. */
    apart(root: ShadowRoot) {
      showPage.remove()
      panel.classList.add('apart', 'rr-block')
      root.append(panel)
    },
    isApart: () => panel.classList.contains('apart'),
    end() {
      cancelAnimationFrame(frame)
      panel.remove()
    },
  }
}

/** What is seen once something was said. */
export function notePanel(ms: number, texts: VoiceTexts) {
  const listen = button('quiet', texts.voicePlay)
  const again = button('quiet', texts.voiceAgain)
  const remove = button('quiet', texts.voiceRemove)
  const words = element('p', {}, spokenTime(texts.voiceNote, ms))
  return {
    panel: element('div', { class: 'speaking', role: 'group' }, words, listen, again, remove),
    listen,
    again,
    remove,
  }
}
