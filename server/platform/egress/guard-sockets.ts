import { type NetConnectOpts, Socket } from 'node:net'
import { isLoopback, plainHost } from './hosts.ts'
import { EgressError } from './refusal.ts'

type Reaching = { readonly reaches: readonly string[] }

/** `connect` takes options, a path, a port and host, or an array that Node has made of these. */
function hostIn(args: readonly unknown[]): string | undefined {
  const first = Array.isArray(args[0]) ? (args[0] as unknown[])[0] : args[0]
  if (typeof first === 'object' && first !== null) {
    const { path, host } = first as Partial<NetConnectOpts & { path: string; host: string }>
    return path ? undefined : (host ?? 'localhost')
  }
  const isPath = typeof first === 'string' && Number.isNaN(Number(first))
  if (isPath) return undefined
  return typeof args[1] === 'string' ? args[1] : 'localhost'
}

const guards = new Set<ReadonlySet<string>>()
const unguarded: (...args: never[]) => Socket = Reflect.get(Socket.prototype, 'connect')

function connect(this: Socket, ...args: unknown[]): Socket {
  const host = hostIn(args)
  const open = host === undefined || isLoopback(host) || [...guards].every((declared) => declared.has(plainHost(host)))
  return open ? Reflect.apply(unguarded, this, args as never[]) : this.destroy(new EgressError(plainHost(host)))
}

/**
 * From here on, connections of this thread, TCP and TLS alike and whichever library makes them, reach this machine and
 * the recipients' hosts only; others end with an `EgressError`. A worker thread calls it anew. Answers how to undo it.
 */
export function guardSockets(recipients: readonly Reaching[]): () => void {
  const declared = new Set(recipients.flatMap(({ reaches }) => reaches))
  guards.add(declared)
  Socket.prototype.connect = connect
  return () => void guards.delete(declared)
}
