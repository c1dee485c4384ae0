import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openMasterKeys } from './open-master-keys.ts'

let dataDir = ''
beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'vitrine-key-')), 'data')
})
afterEach(() => rm(join(dataDir, '..'), { recursive: true }))

const file = () => join(dataDir, 'master.key')
const open = (masterKey?: string, sealedBefore = false) =>
  openMasterKeys({ masterKey, masterKeyCommand: undefined, dataDir }, async () => sealedBefore)
const root = randomBytes(32)

test('the first start makes a key that only its owner can read; later ones find it again', async () => {
  const wrapped = await (await open()).wrap(root, 'here')
  expect(await (await open()).unwrap(wrapped, 'here')).toEqual(root)
  await expect((await open()).unwrap(wrapped, 'there')).rejects.toThrow('wrong place')
  expect(await readdir(dataDir)).toEqual(['master.key'])
  expect((await stat(file())).mode & 0o777).toBe(0o600)
})

test('many first starts at once agree on one key', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => open()))
  const wrapped = await all[0]?.wrap(root, 'here')
  for (const one of all) expect(await one.unwrap(wrapped ?? root, 'here')).toEqual(root)
  expect(await readdir(dataDir)).toEqual(['master.key'])
})

test('a new key wraps from then on; the old one unwraps until it is let go of', async () => {
  const keys = await open()
  const before = await keys.wrap(root, 'here')
  await keys.renew?.()
  const after = await keys.wrap(root, 'here')
  expect(await keys.unwrap(before, 'here')).toEqual(root)
  await keys.retire?.()
  expect(await keys.unwrap(after, 'here')).toEqual(root)
  await expect(keys.unwrap(before, 'here')).rejects.toThrow('wrong key')
  expect((await readFile(file(), 'utf8')).trim().split('\n')).toHaveLength(1)
  expect((await stat(file())).mode & 0o777).toBe(0o600)
})

test('the setting wins and leaves no file behind; the first of several wraps', async () => {
  const [old, fresh] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)]
  const wrapped = await (await open(old.toString('hex'))).wrap(root, 'here')
  for (const text of [old.toString('base64'), `${fresh.toString('base64url')}, ${old.toString('hex')}`])
    expect(await (await open(text)).unwrap(wrapped, 'here')).toEqual(root)
  const again = await (await open(`${fresh.toString('hex')},${old.toString('hex')}`)).wrap(root, 'here')
  await expect((await open(old.toString('hex'))).unwrap(again, 'here')).rejects.toThrow('wrong key')
  await expect(readdir(dataDir)).rejects.toThrow('ENOENT')
})

test('where something was sealed before, a missing key is refused and nothing is written', async () => {
  await expect(open(undefined, true)).rejects.toThrow(/master key that it was sealed with is missing/)
  await expect(readdir(dataDir)).rejects.toThrow('ENOENT')
})

test('a damaged key is refused, never replaced', async () => {
  await open()
  for (const damaged of ['', 'AAAA', 'x'.repeat(64)]) {
    await writeFile(file(), damaged)
    await expect(open()).rejects.toThrow(/master\.key must hold 32 bytes/)
    expect(await readFile(file(), 'utf8')).toBe(damaged)
  }
  await expect(open('short')).rejects.toThrow(/^VITRINE_MASTER_KEY must hold 32 bytes/)
})
