import type { WebSocket } from 'ws'

export type Pace = {
  /** A client that has not answered one ping when the next is due is gone. */
  readonly pingEveryMs: number
  /** After this it has to come back, and show anew who it is and what it may see. */
  readonly lifetimeMs: number
}

export const usualPace: Pace = { pingEveryMs: 30_000, lifetimeMs: 600_000 }

const signInAnew = [4000, 'sign in anew'] as const

/**
 * Ends what no longer answers, what `isSignedIn` no longer holds for, and everything in the end. Answers how to stop
 * watching.
 */
export function watchLiveness(
  socket: WebSocket,
  { pingEveryMs, lifetimeMs }: Pace,
  isSignedIn: () => Promise<boolean>,
): () => void {
  let answered = true
  socket.on('pong', () => {
    answered = true
  })
  const ping = setInterval(() => {
    if (!answered) return socket.terminate()
    answered = false
    socket.ping()
    void isSignedIn().then((signedIn) => signedIn || socket.close(...signInAnew))
  }, pingEveryMs)
  const end = setTimeout(() => socket.close(...signInAnew), lifetimeMs)
  return () => {
    clearInterval(ping)
    clearTimeout(end)
  }
}
