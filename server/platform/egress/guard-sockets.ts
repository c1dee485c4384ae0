import { type NetConnectOpts, Socket } from 'node:net'
import type { Witness } from '../observations/witness.ts'
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

type Guard = { readonly declared: ReadonlySet<string>; readonly witness: Pick<Witness, 'saw'> | undefined }
const guards = new Set<Guard>()
/** Hosts that are being called on the word of a column, and how many times at the moment. */
const admitted = new Map<string, number>()
const unguarded: (...args: never[]) => Socket = Reflect.get(Socket.prototype, 'connect')

function connect(this: Socket, ...args: unknown[]): Socket {
  const host = hostIn(args)
  const leaves = host !== undefined && !isLoopback(host)
  const open =
    !leaves || admitted.has(plainHost(host)) || [...guards].every(({ declared }) => declared.has(plainHost(host)))
  if (leaves) for (const { witness } of guards) witness?.saw(open ? 'host-contacted' : 'host-refused', plainHost(host))
  return open ? Reflect.apply(unguarded, this, args as never[]) : this.destroy(new EgressError(plainHost(host)))
}

/**
 * From here on, connections of this thread, TCP and TLS alike and whichever library makes them, reach this machine and
 * the recipients' hosts only; others end with an `EgressError`. A worker thread calls it anew. Answers how to undo it.
 */
export function guardSockets(recipients: readonly Reaching[], witness?: Pick<Witness, 'saw'>): () => void {
  const guard = { declared: new Set(recipients.flatMap(({ reaches }) => reaches)), witness }
  guards.add(guard)
  Socket.prototype.connect = connect
  return () => void guards.delete(guard)
}

/** Lets connections to a host through that was just found in a declared column, until the function it answers is called. */
export function admitHost(name: string): () => void {
  const host = plainHost(name)
  admitted.set(host, (admitted.get(host) ?? 0) + 1)
  return () => {
    const left = (admitted.get(host) ?? 1) - 1
    if (left > 0) admitted.set(host, left)
    else admitted.delete(host)
  }
}
