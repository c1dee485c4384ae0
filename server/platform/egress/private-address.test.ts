import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { recipient } from '@vitrine/ledger'
import { expect, test } from 'vitest'
import { silent } from '../../testing/silent.ts'
import type { ColumnHosts } from './column-hosts.ts'
import { createEgress } from './create-egress.ts'
import { guardSockets } from './guard-sockets.ts'
import { isPrivate } from './private-address.ts'

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '100.64.0.1',
  '169.254.169.254',
  '172.31.255.255',
  '192.168.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  '::ffff:10.0.0.1',
  '::ffff:a00:1',
  'fe80::1',
  'fd12::1',
  '64:ff9b::a00:1',
  '2002:a00:1::',
  '2001:db8::1',
])('%s is private', (address) => expect(isPrivate(address)).toBe(true))

test.each(['1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])('%s is public', (address) =>
  expect(isPrivate(address)).toBe(false),
)

const about = {
  name: 'x',
  role: 'recipient',
  purpose: 'x',
  location: 'x',
  receives: [],
  keeps: 'x',
  safeguards: [],
  notice: 'x',
} as const
const known =
  (where: 'public' | 'anywhere', ...hosts: string[]): ColumnHosts =>
  async (host) =>
    hosts.includes(host) ? where : undefined
const none = [{ ...recipient('entered', { ...about, hosts: { column: 'a.b' } }), reaches: [] }]

test('a host from a column is called at public addresses only, and encrypted', async () => {
  const egress = createEgress(none, silent, undefined, known('public', 'localhost', '10.0.0.1', 'public.example'))
  await expect(egress.fetch('https://localhost/')).rejects.toThrow('private address')
  await expect(egress.fetch('https://10.0.0.1/')).rejects.toThrow('private address')
  await expect(egress.fetch('http://public.example/')).rejects.toThrow('without encryption')
  await expect(egress.fetch('https://other.example/')).rejects.toMatchObject({ name: 'EgressError' })
})

test('where private addresses are allowed, a public name is still not called without encryption', async () => {
  const egress = createEgress(none, silent, undefined, known('anywhere', 'public.example', '8.8.8.8'))
  await expect(egress.fetch('http://public.example/')).rejects.toThrow('without encryption')
  await expect(egress.fetch('http://8.8.8.8/')).rejects.toThrow('without encryption')
})

test('an origin of our own on this machine is reached, and no other port of it', async () => {
  const server = createServer((_, answer) => void answer.writeHead(204).end())
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const egress = createEgress([], silent, undefined, undefined, [`http://127.0.0.1:${port}`])
  expect((await egress.fetch(`http://127.0.0.1:${port}/`)).status).toBe(204)
  await expect(egress.fetch(`http://127.0.0.1:${port + 1}/`)).rejects.toMatchObject({ name: 'EgressError' })
  server.close()
})

test('a name that only resolves to this machine is refused as well', async () => {
  const { hostname } = await import('node:os')
  const egress = createEgress(none, silent, undefined, known('public', hostname().toLowerCase()))
  await expect(egress.fetch(`https://${hostname()}/`)).rejects.toMatchObject({
    cause: { name: expect.stringMatching(/PrivateAddressError|Error/) },
  })
})

test('a redirect does not lead to where nobody declared', async () => {
  const server = createServer((_, answer) => void answer.writeHead(302, { location: 'https://other.example/' }).end())
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const egress = createEgress(none, silent, undefined, known('anywhere', '127.0.0.1'))
  await expect(egress.fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ name: 'EgressError' })
  expect((await egress.fetch(`http://127.0.0.1:${port}/`, { redirect: 'manual' })).status).toBe(302)
  server.close()
})

test('the guard of all sockets lets such a host through while it is called, and not after', async () => {
  const undo = guardSockets(none)
  const egress = createEgress(none, silent, undefined, known('public', '192.0.3.1'))
  const calling = egress.fetch('https://192.0.3.1/', { signal: AbortSignal.timeout(300) })
  await expect(calling).rejects.not.toMatchObject({ cause: { name: 'EgressError' } })
  await expect(fetch('https://192.0.3.1/')).rejects.toMatchObject({ cause: { name: 'EgressError' } })
  undo()
})
