import { once } from 'node:events'
import { connect, Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { type PlaneOn, planeOn, target } from './testing/plane-on.ts'
import { ending, rawProvider, said } from './testing/raw-provider.ts'

const patient = { timeout: 30_000 }
const left: (() => unknown)[] = []
afterEach(async () => {
  for (const close of left.splice(0).toReversed()) await close()
})

async function planeBefore(asked: (socket: Socket, request: Buffer) => void, silenceMs?: number): Promise<PlaneOn> {
  const provider = await rawProvider(asked)
  const plane = await planeOn(new Map([['m', [target(provider.url, 'openai')]]]), silenceMs)
  left.push(provider.close, plane.close)
  return plane
}

/** A client whose socket is in the test's hands. */
function ask(plane: PlaneOn, more: object = {}): Socket {
  const socket = connect({ port: Number(new URL(plane.url).port), host: '127.0.0.1', noDelay: true })
  left.push(() => socket.destroy())
  const body = JSON.stringify({ model: 'm', messages: [], stream: true, ...more })
  const head = `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer vk-good\r\ncontent-type: application/json`
  socket.write(`${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
  return socket
}

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b)

test('a client that leaves cancels its provider within 10 ms', async () => {
  const took: number[] = []
  let leftAt = 0
  const plane = await planeBefore((socket) => {
    socket.on('close', () => took.push(performance.now() - leftAt))
    socket.write(said('a'))
  })
  for (let n = 1; n <= 9; n++) {
    const client = ask(plane)
    await once(client, 'data')
    leftAt = performance.now()
    client.destroy()
    await expect.poll(() => took.length, patient).toBe(n)
  }
  // A busy machine may be late at times; a cancellation that waits for something is late each time.
  expect(sorted(took)[0]).toBeLessThan(10)
  await expect.poll(() => plane.records.map(({ end }) => end), patient).toEqual(Array(9).fill('client-gone'))
})

test('what was delivered is paid, not what was wrapped around it', async () => {
  const plane = await planeBefore((socket) => socket.write(said('word '.repeat(40)) + said('more')))
  const client = ask(plane)
  let text = ''
  client.on('data', (bytes: Buffer) => {
    text += bytes.toString()
  })
  await expect.poll(() => text.includes('more'), patient).toBe(true)
  client.destroy()
  await expect.poll(() => plane.charges.map(({ usage }) => usage.output), patient).toEqual([51])
})

test('small pieces wait for no acknowledgement, on neither side', async () => {
  const rounds = 30
  const pieces: number[] = []
  const plane = await planeBefore((socket) => {
    void (async () => {
      for (let n = 0; n < rounds; n++) {
        socket.write(said(`at${performance.now()}.`))
        await wait(5)
        socket.write(said('x'))
        await wait(1)
      }
      socket.write(ending)
    })()
  })
  const client = ask(plane)
  let text = ''
  client.on('data', (bytes: Buffer) => {
    const now = performance.now()
    for (const [, at] of bytes.toString().matchAll(/at([\d.]+)\./g)) pieces.push(now - Number(at))
    text += bytes.toString()
  })
  await expect.poll(() => text.includes('[DONE]'), patient).toBe(true)
  expect(pieces).toHaveLength(rounds)
  // With Nagle's algorithm a small piece waits until the one before it is acknowledged: 40 ms.
  expect(sorted(pieces)[rounds / 2]).toBeLessThan(30)
})

test('the socket to a provider is opened without delay', async () => {
  const asked = vi.spyOn(Socket.prototype, 'setNoDelay')
  left.push(() => asked.mockRestore())
  let port: number | undefined
  const plane = await planeBefore((socket) => {
    port = socket.localPort
    socket.write(said('a') + ending)
  })
  await once(ask(plane), 'data')
  const ours = asked.mock.contexts.findIndex((socket) => (socket as Socket).remotePort === port)
  expect(asked.mock.calls[ours]).toEqual([true])
})

test('a silent provider: comments between events, none within one', async () => {
  let provider: Socket | undefined
  const plane = await planeBefore((socket) => {
    provider = socket
    socket.write(said('a'))
  }, 60)
  const client = ask(plane, { stream_options: { include_usage: true } })
  let text = ''
  client.on('data', (bytes: Buffer) => {
    text += bytes.toString()
  })
  await expect.poll(() => text.split(': keep-alive').length, patient).toBeGreaterThan(3)
  const event = said('b')
  provider?.write(event.slice(0, 30))
  await wait(200)
  provider?.write(event.slice(30) + ending)
  await expect.poll(() => text.includes('[DONE]'), patient).toBe(true)
  // The event came in two parts with a silence between them.
  expect(text.indexOf('"b"')).toBeGreaterThan(text.lastIndexOf(': keep-alive'))
})

test('a client that reads slowly holds its provider back; memory stays bounded, and all arrives', async () => {
  const piece = said('x'.repeat(64 * 1_024))
  const many = 1_600
  let sent = 0
  const plane = await planeBefore((socket) => {
    const more = () => {
      while (sent < many) {
        sent++
        if (!socket.write(piece)) return void socket.once('drain', more)
      }
      socket.write(ending)
    }
    more()
  })
  const client = ask(plane)
  await once(client, 'data')
  client.pause()
  let before = -1
  await expect
    .poll(
      () => {
        const stands = sent === before
        before = sent
        return stands
      },
      { ...patient, interval: 300 },
    )
    .toBe(true)
  // What the kernel's own buffers take, and little more; 100 MB would come.
  expect(sent * piece.length).toBeLessThan(40e6)
  let bytes = 0
  let last = ''
  client.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    last = (last + chunk.toString('latin1')).slice(-60)
  })
  client.resume()
  await expect.poll(() => last.includes('[DONE]'), patient).toBe(true)
  expect(bytes).toBeGreaterThan(many * 64 * 1_024)
}, 60_000)

test('a provider that dies after comments and before any content: the stream ends with an error', async () => {
  let provider: Socket | undefined
  const plane = await planeBefore((socket) => {
    provider = socket
  }, 60)
  const client = ask(plane)
  let text = ''
  client.on('data', (bytes: Buffer) => {
    text += bytes.toString()
    if (text.includes(': keep-alive')) provider?.destroy()
  })
  await expect.poll(() => text.includes('"error"') && text.endsWith('\r\n0\r\n\r\n'), patient).toBe(true)
  expect(text).toContain('broke off')
  expect(plane.held.size).toBe(0)
  expect(plane.charges).toEqual([])
})
