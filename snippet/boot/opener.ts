import type { Facts, Language, Options } from '../api.ts'
import type { Recorder } from '../record/index.ts'
import type { OpenedSender } from '../transport/index.ts'
import type { Button } from './button.ts'
import type { Emitter } from './emitter.ts'
import { labels } from './labels.ts'
import type { Parts } from './parts.ts'
import type { Rules } from './policy.ts'
import type { Shell } from './shell.ts'

const opus = 'audio/webm;codecs=opus'

const canSpeak = (): boolean =>
  isSecureContext && 'mediaDevices' in navigator && 'MediaRecorder' in window && MediaRecorder.isTypeSupported(opus)

export type Opener = {
  open: (description: string | undefined) => Promise<void>
  isOpen: () => boolean
}

type Setup = {
  options: Options
  parts: Parts
  recorder: () => Promise<Recorder>
  sender: () => Promise<OpenedSender>
  rules: Promise<Rules>
  shell: Shell
  language: Language
  server: string
  facts: Facts
  news: Emitter
  fail: (error: unknown) => void
  button: () => Button | undefined
}

/** Opens the dialog, one at a time. What was written and not sent is there again the next time. */
export function createOpener({
  options,
  parts,
  recorder,
  sender,
  rules,
  shell,
  language,
  server,
  ...page
}: Setup): Opener {
  const { news, fail } = page
  const texts = options.texts
  let open = false
  let written = ''

  const show = async (description: string) => {
    // The sender, too, while there is a connection: it has to keep the report when there is none.
    const [{ openDialog }, made, outbox, { privacyUrl, capture }] = await Promise.all([
      parts.dialog(),
      recorder(),
      sender(),
      rules,
    ])
    shell.show()
    await openDialog({
      shell,
      language,
      texts,
      description,
      collect: () => made.collect({ ...page.facts }),
      send: outbox.send,
      review: async (dialog, draft) => {
        const { openReview } = await parts.review()
        return openReview({ shell, dialog, language, texts, draft })
      },
      voice:
        capture.voice && canSpeak()
          ? async (more) => (await parts.voice()).createVoice({ shell, language, texts, ...more })
          : undefined,
      failed: fail,
      refusedLater: outbox.refused,
      privacyUrl: privacyUrl ?? `${server}privacy`,
      opened: () => news.emit('open', {}),
      closed(rest) {
        open = false
        written = rest
        news.emit('close', {})
      },
    })
  }
  const openOnce = async (description: string | undefined): Promise<void> => {
    if (open) return
    open = true
    const button = page.button()
    button?.busy(true)
    try {
      await show(description ?? written)
      button?.say(texts?.button ?? labels[language].button)
    } catch (error) {
      open = false
      button?.say(texts?.loadFailed ?? labels[language].loadFailed)
      fail(error)
    } finally {
      button?.busy(false)
    }
  }
  return { open: openOnce, isOpen: () => open }
}
