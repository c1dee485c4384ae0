import type { FromPlayer, Part, ToPlayer } from './messages.ts'

export interface Player {
  /** Shows the page at `at`, from the keyframe before it, or the beginning, up to at least the block with `at`. */
  show(parts: readonly Part[], at: number): void
  append(part: Part): void
  /** Within what was shown and appended. */
  seek(at: number): void
  play(speed: number): void
  pause(): void
  disconnect(): void
}

/**
 * Speaks with the replay frame in `frame`, which is served at `replayUrl` (its exact origin). Nobody else is heard and
 * nobody else is told. Use it after `ready` has been heard.
 */
export function connectPlayer(
  frame: HTMLIFrameElement,
  replayUrl: string,
  hear: (message: FromPlayer) => void,
): Player {
  const { origin } = new URL(replayUrl)
  const listen = (event: MessageEvent) => {
    if (event.origin === origin && event.source === frame.contentWindow) hear(event.data as FromPlayer)
  }
  const tell = (message: ToPlayer) => frame.contentWindow?.postMessage(message, origin)
  addEventListener('message', listen)
  return {
    show: (parts, at) => tell({ kind: 'show', parts, at }),
    append: (part) => tell({ kind: 'append', part }),
    seek: (at) => tell({ kind: 'seek', at }),
    play: (speed) => tell({ kind: 'play', speed }),
    pause: () => tell({ kind: 'pause' }),
    disconnect: () => removeEventListener('message', listen),
  }
}
