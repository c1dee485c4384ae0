import type { MaskingPolicy } from '@vitrine/masking'
import type { FromPreview, PreviewHello } from '@vitrine/protocol'

/** What becomes of the window. */
export type PreviewNews =
  | { kind: 'answered' }
  | Exclude<FromPreview, { kind: 'left' }>
  | { kind: 'left' }
  | { kind: 'silent' }
  | { kind: 'flooded' }
  | { kind: 'gone' }

export type PreviewWindow = {
  readonly tell: (policy: MaskingPolicy) => void
  readonly focus: () => void
  readonly close: () => void
}

const patienceMs = 8_000
const lookMs = 500
/** Characters of one page under one set of rules. A page may be hostile; it must not fill the memory. */
const mostCharacters = 80_000_000

const isHello = (data: unknown, code: string): boolean => {
  const { vitrine, code: said } = (data ?? {}) as Partial<PreviewHello>
  return vitrine === 'preview' && said === code
}

function isFromPreview(data: unknown): data is FromPreview {
  const { kind, at, events } = (data ?? {}) as Record<string, unknown>
  if (kind === 'left') return true
  return (kind === 'page' || kind === 'more') && typeof events === 'string' && Number.isFinite(at)
}

const makeCode = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * The window is opened by an empty frame and not by the dashboard itself: what the site gets as its opener is a frame
 * that holds nothing and leads nowhere.
 */
function makeOpener(): HTMLIFrameElement {
  const frame = document.createElement('iframe')
  frame.hidden = true
  frame.title = 'Opener of the preview'
  document.body.append(frame)
  return frame
}

/** The address with the code as its fragment, unless it has one: sites that route by it must find theirs. */
function withCode(address: string, name: string): string {
  const url = new URL(address)
  if (!url.hash) url.hash = name
  return url.href
}

/**
 * Opens a page of the project's own site, to be shown as it would be recorded; `null` where the browser forbids it.
 * Heard is only this very window, while it shows one of `origins`.
 */
export function openPreview(
  address: string,
  origins: readonly string[],
  hear: (news: PreviewNews) => void,
): PreviewWindow | null {
  const frame = makeOpener()
  const opener = frame.contentWindow as (Window & typeof globalThis) | null
  const code = makeCode()
  const name = `vitrine-preview=${code}`
  const popup = opener?.open(withCode(address, name), name, 'popup,width=1120,height=800')
  if (!opener || !popup) {
    frame.remove()
    return null
  }
  let port: MessagePort | undefined
  let characters = 0

  const silent = setTimeout(() => port || hear({ kind: 'silent' }), patienceMs)
  const look = setInterval(() => popup.closed && end({ kind: 'gone' }), lookMs)
  const end = (news?: PreviewNews) => {
    clearTimeout(silent)
    clearInterval(look)
    port?.close()
    frame.remove()
    if (news) hear(news)
  }
  const listen = ({ data }: MessageEvent) => {
    if (!isFromPreview(data)) return
    if (data.kind === 'left') return hear(data)
    characters = data.events.length + (data.kind === 'page' ? 0 : characters)
    if (characters > mostCharacters) return end({ kind: 'flooded' })
    hear(data)
  }
  const meet = ({ origin, source, data, ports: [offered] }: MessageEvent) => {
    if (source !== popup || !origins.includes(origin) || !offered || !isHello(data, code)) return
    port?.close()
    port = offered
    port.addEventListener('message', listen)
    port.start()
    hear({ kind: 'answered' })
  }
  const wait = () => frame.contentWindow?.addEventListener('message', meet)
  wait()
  // Some browsers put the empty page there anew, a moment later.
  frame.addEventListener('load', wait)
  return {
    tell: (policy) => port?.postMessage(policy),
    focus: () => popup.focus(),
    close() {
      // The frame is its opener; from anywhere else it can only be asked.
      port?.postMessage('close')
      end()
    },
  }
}
