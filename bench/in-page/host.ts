import { connectPlayer, type Player } from '../../dashboard/player/connect-player.ts'
import type { FromPlayer } from '../../dashboard/player/messages.ts'

/** What the host page, in the place of the dashboard, offers to a test or measurement. */
export interface Host {
  player: Player
  /** Everything heard from the frame, oldest first. */
  heard: FromPlayer[]
  /** Resolves with the first message of this kind that comes after the call. */
  next<Kind extends FromPlayer['kind']>(kind: Kind): Promise<Extract<FromPlayer, { kind: Kind }>>
}

const frame = document.querySelector('iframe') as HTMLIFrameElement
const heard: FromPlayer[] = []
const waiting: { kind: string; resolve: (message: never) => void }[] = []

const player = connectPlayer(frame, frame.dataset.src ?? '', (message) => {
  heard.push(message)
  for (const one of waiting.filter(({ kind }) => kind === message.kind)) {
    waiting.splice(waiting.indexOf(one), 1)
    one.resolve(message as never)
  }
})
const host: Host = { player, heard, next: (kind) => new Promise((resolve) => waiting.push({ kind, resolve })) }
Object.assign(globalThis, { host })
frame.src = frame.dataset.src ?? ''
