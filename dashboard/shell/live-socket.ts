import { type ClientMessage, ServerMessage } from '@vitrine/protocol'
import { backoff } from './backoff.ts'

export type SocketState = 'connecting' | 'open' | 'waiting'
type Listener = (message: ServerMessage) => void

/**
 * One connection to `/api/socket` that keeps itself open, and watches a project for as long as somebody listens to it.
 * `beforeRetry` runs before each new attempt, to renew an expired login.
 */
export class LiveSocket {
  #socket: WebSocket | undefined
  #attempt = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #stopped = true
  #state: SocketState = 'connecting'
  readonly #listeners = new Map<string, Set<Listener>>()
  readonly #stateListeners = new Set<() => void>()
  readonly #beforeRetry: () => Promise<unknown>
  readonly #onReopened: () => void

  constructor(about: { beforeRetry: () => Promise<unknown>; onReopened: () => void }) {
    this.#beforeRetry = about.beforeRetry
    this.#onReopened = about.onReopened
  }

  readonly state = (): SocketState => this.#state

  readonly onState = (listener: () => void) => {
    this.#stateListeners.add(listener)
    return () => this.#stateListeners.delete(listener)
  }

  readonly start = () => {
    this.#stopped = false
    window.addEventListener('online', this.retryNow)
    this.#connect()
    return this.#stop
  }

  readonly retryNow = () => {
    if (this.#state !== 'waiting') return
    clearTimeout(this.#timer)
    this.#attempt = 0
    void this.#reconnect()
  }

  /** Hears the news of a project until the returned function is called. */
  readonly watch = (projectId: string, listener: Listener) => {
    const listeners = this.#listeners.get(projectId) ?? new Set()
    this.#listeners.set(projectId, listeners.add(listener))
    if (listeners.size === 1) this.#send({ kind: 'watch-project', projectId })
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      this.#listeners.delete(projectId)
      this.#send({ kind: 'leave-project', projectId })
    }
  }

  readonly #stop = () => {
    this.#stopped = true
    clearTimeout(this.#timer)
    window.removeEventListener('online', this.retryNow)
    this.#socket?.close()
  }

  #connect() {
    this.#enter('connecting')
    const address = new URL('/api/socket', location.href)
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
    const socket = new WebSocket(address)
    this.#socket = socket
    socket.addEventListener('open', () => this.#opened())
    socket.addEventListener('message', (event) => this.#heard(event.data))
    socket.addEventListener('close', () => socket === this.#socket && this.#closed())
  }

  #opened() {
    for (const projectId of this.#listeners.keys()) this.#send({ kind: 'watch-project', projectId })
    if (this.#attempt > 0) this.#onReopened()
    this.#attempt = 0
    this.#enter('open')
  }

  #closed() {
    if (this.#stopped) return
    this.#enter('waiting')
    this.#timer = setTimeout(() => void this.#reconnect(), backoff(this.#attempt, Math.random()))
    this.#attempt += 1
  }

  async #reconnect() {
    this.#attempt = Math.max(1, this.#attempt)
    this.#enter('connecting')
    await this.#beforeRetry().catch(() => undefined)
    if (!this.#stopped) this.#connect()
  }

  #heard(data: unknown) {
    const message = ServerMessage.safeParse(typeof data === 'string' ? JSON.parse(data) : undefined).data
    if (!message?.projectId) return
    for (const listener of this.#listeners.get(message.projectId) ?? []) listener(message)
  }

  #send(message: ClientMessage) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message))
  }

  #enter(state: SocketState) {
    this.#state = state
    for (const listener of this.#stateListeners) listener()
  }
}
