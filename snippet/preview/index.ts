import type { MaskingPolicy } from '@vitrine/masking'
import type { FromPreview } from '@vitrine/protocol'
import { guard, listen } from '../boot/guard.ts'
import { toJson } from '../boot/json.ts'
import { clearTimer, setTimer } from '../boot/natives.ts'
import type { Passwords } from '../capture/passwords.ts'
import { createZones } from '../record/zones.ts'
import { type PageRecording, recordPage } from '../recorder/index.ts'

export type PreviewSetup = {
  /** Says which of its windows this is; opens nothing by itself. */
  code: string
  /** Address of the server, with a slash at the end. */
  server: string
  passwords: Passwords
  owns: (element: Element) => boolean
  /** The dashboard has answered: this window is a preview and nothing else. */
  taken: () => void
}

const gatherMs = 150

const isPolicy = (data: unknown): data is MaskingPolicy => {
  const { mode, block, mask, unmask, ignore } = (data ?? {}) as Partial<MaskingPolicy>
  const texts = [block, mask, unmask, ignore].every(
    (list) => Array.isArray(list) && list.every((text) => typeof text === 'string'),
  )
  return texts && /^(?:strict|balanced|open)$/.test(String(mode))
}

/** Records into messages instead of the buffer, until the next rules come. Nothing is kept, nothing is uploaded. */
function showUnder(policy: MaskingPolicy, { passwords, owns }: PreviewSetup, tell: (message: FromPreview) => void) {
  let waiting: string[] = []
  let at = 0
  let whole = false
  let timer: ReturnType<typeof setTimer> | undefined
  const flush = () => {
    clearTimer(timer)
    timer = undefined
    if (waiting.length) tell({ kind: whole ? 'more' : 'page', at, events: `[${waiting.join(',')}]` })
    waiting = []
  }
  const page: PageRecording = recordPage({
    zones: createZones(policy, passwords),
    passwords,
    owns,
    keep(event) {
      const text = toJson(event)
      waiting.push(text)
      at = event.timestamp
      if (whole) timer ??= setTimer(flush, gatherMs)
      return text.length
    },
  })
  void page.complete().then(() => {
    flush()
    whole = true
  })
  return () => {
    clearTimer(timer)
    waiting = []
    page.stop()
  }
}

/**
 * Offers the page to the dashboard that opened this window, as it would be recorded under rules that are still being
 * edited. The one end of a channel goes to the opener if its origin is the server's, which the browser sees to; whoever
 * else opened the page hears nothing. What comes back through it is therefore the dashboard's word.
 */
export function startPreview(setup: PreviewSetup): void {
  const { port1, port2 } = new MessageChannel()
  const tell = (message: FromPreview) => port1.postMessage(message)
  let stop: (() => void) | undefined
  const hear = guard(({ data }: MessageEvent<unknown>) => {
    if (data === 'close') return window.close()
    if (!isPolicy(data)) return
    setup.taken()
    stop?.()
    stop = showUnder(data, setup, tell)
  })
  port1.addEventListener('message', hear)
  port1.start()
  listen(window, 'pagehide', () => tell({ kind: 'left' }))
  const hello = { vitrine: 'preview', code: setup.code }
  ;(window.opener as Window).postMessage(hello, { targetOrigin: new URL(setup.server).origin, transfer: [port2] })
}
