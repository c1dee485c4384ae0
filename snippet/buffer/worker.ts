import { createHost, hostSymbol } from './create-host.ts'
import type { ToBuffer } from './messages.ts'

type WorkerScope = { postMessage(message: unknown, transfer: Transferable[]): void } & EventTarget

if ('document' in globalThis) Reflect.set(globalThis, hostSymbol, createHost)
else {
  const scope = globalThis as unknown as WorkerScope
  const hear = createHost((message, transfer) => scope.postMessage(message, transfer))
  scope.addEventListener('message', (event) => hear((event as MessageEvent<ToBuffer>).data))
}
