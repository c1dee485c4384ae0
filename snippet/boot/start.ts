import type { Facts, Options } from '../api.ts'
import { rememberPasswords } from '../capture/passwords.ts'
import type { Recorder } from '../record/index.ts'
import { type Capture, createCapture } from './capture.ts'
import type { Emitter } from './emitter.ts'
import { labels } from './labels.ts'
import { pageLanguage } from './language.ts'
import { now } from './natives.ts'
import { createOffer } from './offer.ts'
import { createOpener } from './opener.ts'
import { createOutbox } from './outbox.ts'
import type { Parts } from './parts.ts'
import { ping } from './ping.ts'
import { placeButton } from './place-button.ts'
import { cacheKey, loadRules, type Rules } from './policy.ts'
import { previewCode } from './preview-code.ts'
import { createShell } from './shell.ts'
import { whenLoaded } from './when-idle.ts'

export type Running = {
  report: (description: string | undefined) => Promise<void>
  event: (name: string) => void
  consent: (record: boolean) => void
  destroy: (forget: boolean) => void
}

/** What outlives one start: the page may say it before. */
export type PageState = { facts: Facts; news: Emitter }

function pageStorage(): Storage | undefined {
  try {
    return localStorage
  } catch {
    return undefined
  }
}

/** Runs once; a failure is forgotten, so that the next call tries again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined
      throw error
    })
    return made
  }
}

export function startSnippet(options: Options, parts: Parts, { facts, news }: PageState): Running {
  const { key, theme = 'auto', installation } = options
  const server = new URL(options.server.replace(/\/?$/, '/')).href
  // The page's own functions, before they are watched: our requests are not the page's.
  const send = window.fetch.bind(window)
  const language = pageLanguage(options.locale)
  const shell = createShell(language, theme)
  const passwords = rememberPasswords(document)
  const storage = pageStorage()
  const rules = loadRules({ key, server, installation, fetch: send, storage, now: Date.now })
  const recorder = once(async (): Promise<Recorder> => {
    const [{ createRecorder }, loaded] = await Promise.all([parts.recorder(), rules])
    const offer = createOffer(parts, { shell, language, texts: options.texts }, opener, fail)
    const page = { log: capture.log, passwords, owns: shell.owns, parts, fetch: send, offer }
    return capture.adopt(await createRecorder({ key, rules: loaded, ...page }))
  })
  const capture: Capture = createCapture(shell.owns, recorder)
  let allowed = options.consent !== 'required'
  let alive = true

  const begin = ({ recordingSeconds, capture: { bodies, sockets } }: Rules) => {
    if (!alive) return
    const recording = allowed && recordingSeconds > 0
    // What a page asks for while it loads is worth loading the recorder early.
    if (recording && bodies.length + sockets.length) void capture.watch().catch(fail)
    if (recording) whenLoaded(() => void capture.record().catch(fail))
    else capture.stop()
    news.emit('ready', { recording })
  }
  const fail = (error: unknown): void => news.emit('error', { code: codeOf(error), message: String(error) })
  const page = { options, server, shell, language, news }
  const hasButton = () => button?.get() !== undefined
  const outbox = createOutbox(parts, { ...page, fetch: send, storage, hasButton, failed: fail })
  const { sender } = outbox
  const opener = createOpener({ ...page, parts, recorder, sender, rules, facts, fail, button: () => button?.get() })
  const label = options.texts?.button ?? labels[language].button
  const button = options.button === false ? undefined : placeButton(shell, label, () => void opener.open(undefined))

  const code = previewCode()
  const taken = () => {
    allowed = false
    capture.stop()
  }
  if (code)
    void parts
      .preview()
      .then(({ startPreview }) => startPreview({ code, server, passwords, owns: shell.owns, taken }))
      .catch(fail)
  if (allowed) capture.start()
  void ping(send, server, key)
  void rules.then(begin)
  whenLoaded(() => alive && outbox.look())
  return {
    report: async (description) => (alive ? opener.open(description) : undefined),
    event(name) {
      // oxlint-disable-next-line typescript/no-unnecessary-type-conversion -- pages are not type-checked
      if (alive && allowed) capture.log.push({ kind: 'mark', at: now(), name: String(name).slice(0, 300) })
    },
    consent(record) {
      allowed = record
      if (record) {
        capture.start()
        void rules.then(begin)
        return
      }
      capture.stop()
      outbox.forget()
      storage?.removeItem(cacheKey(key))
    },
    destroy(forget) {
      alive = false
      if (forget) outbox.forget()
      outbox.stop()
      capture.stop()
      passwords.stop()
      button?.stop()
      shell.remove()
    },
  }
}

const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : 'failed'
}
