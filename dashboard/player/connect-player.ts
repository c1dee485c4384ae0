import type { ShownFile } from './assets.ts'
import type { FromPlayer, Part, ToPlayer } from './messages.ts'

export interface Player {
  /** Begins to show the page at `at`: append what is needed, from the keyframe before it, or the beginning. */
  open(at: number): void
  /** The part stays the caller's. */
  append(part: Part): void
  /** All up to at least the block with `at` has been appended. */
  show(): void
  /** What the recording shows beside its events; the bytes stay the caller's. */
  files(files: readonly ShownFile[]): void
  /** Within what was shown and appended. */
  seek(at: number): void
  play(speed: number): void
  pause(): void
  /** Paints over what is masked. */
  mark(on: boolean): void
  /** Answered by `inspected`. */
  inspect(x: number, y: number): void
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
  const tell = (message: ToPlayer, given: Transferable[] = []) =>
    frame.contentWindow?.postMessage(message, { targetOrigin: origin, transfer: given })
  addEventListener('message', listen)
  return {
    open: (at) => tell({ kind: 'open', at }),
    append(part) {
      if (!(part instanceof ArrayBuffer)) return tell({ kind: 'append', part })
      const copy = part.slice()
      tell({ kind: 'append', part: copy }, [copy])
    },
    show: () => tell({ kind: 'show' }),
    files(files) {
      const copies = files.map((file) => ({ ...file, bytes: file.bytes.slice() }))
      tell(
        { kind: 'files', files: copies },
        copies.map(({ bytes }) => bytes),
      )
    },
    seek: (at) => tell({ kind: 'seek', at }),
    play: (speed) => tell({ kind: 'play', speed }),
    pause: () => tell({ kind: 'pause' }),
    mark: (on) => tell({ kind: 'mark', on }),
    inspect: (x, y) => tell({ kind: 'inspect', x, y }),
    disconnect: () => removeEventListener('message', listen),
  }
}
