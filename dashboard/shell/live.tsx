import { useQueryClient } from '@tanstack/react-query'
import type { ServerMessage } from '@vitrine/protocol'
import { createContext, type ReactNode, use, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { LiveSocket, type SocketState } from './live-socket.ts'
import { meQuery } from './me.ts'

const Live = createContext<LiveSocket | undefined>(undefined)

/** Keeps one socket open for everything below it. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient()
  const [socket] = useState(
    () =>
      new LiveSocket({
        beforeRetry: () => queries.fetchQuery({ ...meQuery, staleTime: 0, retry: false }),
        // What happened while the socket was away is not repeated, so everything shown is read again.
        onReopened: () => void queries.invalidateQueries(),
      }),
  )
  useEffect(() => socket.start(), [socket])
  return <Live value={socket}>{children}</Live>
}

function useLive(): LiveSocket {
  const socket = use(Live)
  if (!socket) throw new Error('useLive is for pages inside LiveProvider')
  return socket
}

/** Calls `onNews` for each message about the project while the component is mounted. */
export function useProjectNews(projectId: string | undefined, onNews: (message: ServerMessage) => void) {
  const socket = useLive()
  const hear = useEffectEvent(onNews)
  useEffect(() => (projectId ? socket.watch(projectId, (message) => hear(message)) : undefined), [socket, projectId])
}

export function useSocketState(): { state: SocketState; retryNow: () => void } {
  const socket = useLive()
  return { state: useSyncExternalStore(socket.onState, socket.state), retryNow: socket.retryNow }
}
