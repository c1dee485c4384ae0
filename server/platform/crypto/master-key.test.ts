import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadMasterKey, parseMasterKey } from './master-key.ts'

let dataDir = ''
beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'vitrine-key-')), 'data')
})
afterEach(() => rm(join(dataDir, '..'), { recursive: true }))

const load = (masterKey?: string, sealedBefore = false) =>
  loadMasterKey({ masterKey, dataDir }, async () => sealedBefore)

test('the first start makes a key that only its owner can read; later ones find it again', async () => {
  const first = await load()
  expect((await load()).equals(first)).toBe(true)
  expect(await readdir(dataDir)).toEqual(['master.key'])
  expect((await stat(join(dataDir, 'master.key'))).mode & 0o777).toBe(0o600)
})

test('many first starts at once agree on one key', async () => {
  const keys = await Promise.all(Array.from({ length: 20 }, () => load()))
  expect(keys.every((key) => key.equals(keys[0] ?? key))).toBe(true)
  const kept = parseMasterKey(await readFile(join(dataDir, 'master.key'), 'utf8'))
  expect(keys[0]?.export()).toEqual(kept)
  expect(await readdir(dataDir)).toEqual(['master.key'])
})

test('the setting wins and leaves no file behind', async () => {
  const bytes = Buffer.alloc(32, 7)
  for (const text of [bytes.toString('hex'), bytes.toString('base64'), bytes.toString('base64url')])
    expect((await load(text)).export()).toEqual(bytes)
  await expect(readdir(dataDir)).rejects.toThrow('ENOENT')
})

test('where something was sealed before, a missing key is refused and nothing is written', async () => {
  await expect(load(undefined, true)).rejects.toThrow(/master key that it was sealed with is missing/)
  await expect(readdir(dataDir)).rejects.toThrow('ENOENT')
  const first = await load()
  expect((await load(undefined, true)).equals(first)).toBe(true)
})

test('a damaged key is refused, never replaced', async () => {
  await load()
  const file = join(dataDir, 'master.key')
  for (const damaged of ['', 'AAAA', 'x'.repeat(64)]) {
    await writeFile(file, damaged)
    await expect(load()).rejects.toThrow(/master\.key must hold 32 bytes/)
    expect(await readFile(file, 'utf8')).toBe(damaged)
  }
  await expect(load('short')).rejects.toThrow(/^VITRINE_MASTER_KEY must hold 32 bytes/)
})
