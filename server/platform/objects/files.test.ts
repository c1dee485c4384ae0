import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { objectsContract, things } from './contract.ts'
import { filesObjects } from './files.ts'

let scratch = ''
let root = ''
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'vitrine-objects-'))
})
beforeEach(async () => {
  root = await mkdtemp(join(scratch, 'root-'))
})
afterAll(() => rm(scratch, { recursive: true }))

objectsContract('files', async () => filesObjects(root))

const key = things.object({ owner: 'a', id: '1' }, 'x')
const prefix = things.prefix({ owner: 'a', id: '1' })

describe('files', () => {
  test('only their owner can read them', async () => {
    await filesObjects(root).put(key, Buffer.from('x'))
    expect((await stat(join(root, 'things/a/1/x'))).mode & 0o777).toBe(0o600)
  })

  test('deleting leaves no empty folder behind', async () => {
    const objects = filesObjects(root)
    await objects.put(key, Buffer.from('x'))
    await objects.delete(key)
    expect(await readdir(root)).toEqual([])
    await objects.put(key, Buffer.from('x'))
    await objects.deleteAll(prefix)
    expect(await readdir(root)).toEqual([])
  })

  test.each([
    '../x',
    'things/../../x',
    '/etc/passwd',
    'things//x',
    'a/./b',
    'a\\..\\x',
    'a/b\0',
    'a/.hidden',
    'c:x',
    'a/x.',
    '',
  ])('the forged name %j reaches nothing', async (name) => {
    const outside = join(root, '..', 'x')
    await writeFile(outside, 'outside')
    const objects = filesObjects(join(root))
    const forged = { name, bucket: things }
    await expect(objects.put(forged, Buffer.from('x'))).rejects.toThrow('is not an object name')
    expect(() => objects.get(forged)).toThrow('is not an object name')
    expect(() => objects.deleteAll({ prefix: `${name}/`, bucket: things })).toThrow('is not an object name')
    expect(await readdir(root)).toEqual([])
    await rm(outside)
  })

  test('a put that fails leaves nothing behind', async () => {
    await mkdir(join(root, 'things/a/1/x/in-the-way'), { recursive: true })
    await expect(filesObjects(root).put(key, Buffer.from('x'))).rejects.toThrow(/EISDIR|ENOTEMPTY|EPERM/)
    expect(await readdir(join(root, 'things/a/1'))).toEqual(['x'])
  })

  test('an unfinished write is not listed, and is erased with its neighbours', async () => {
    const objects = filesObjects(root)
    await objects.put(key, Buffer.from('x'))
    await writeFile(join(root, 'things/a/1/.y.unfinished'), 'torn')
    expect(await Array.fromAsync(objects.listEverything())).toEqual([{ name: 'things/a/1/x', bytes: 1 }])
    expect(await objects.deleteAll(prefix)).toBe(1)
    expect(await readdir(root)).toEqual([])
  })

  test('puts and erasures of the same folder at once end in one of both orders', async () => {
    const objects = filesObjects(root)
    for (let round = 0; round < 50; round++) {
      await Promise.all([
        objects.put(key, Buffer.from('x')),
        objects.delete(things.object({ owner: 'a', id: '1' }, 'y')),
      ])
      expect(String(await objects.get(key))).toBe('x')
      await objects.deleteAll(prefix)
    }
  })
})

/** Puts bodies whose every byte is their number, of sizes that take several writes, and says which are acknowledged. */
const writer = (folder: string) => `
  import { filesObjects } from ${JSON.stringify(new URL('files.ts', import.meta.url).href)}
  const objects = filesObjects(${JSON.stringify(folder)})
  for (let n = 0; ; n++) {
    const body = Buffer.alloc(1_000_000 + n, n % 256)
    await Promise.all(['same', 'n-' + n].map((name) => objects.put({ name: 'things/a/1/' + name }, body)))
    console.log(n)
  }`

async function writeUntilKilled(folder: string, acknowledgements: number): Promise<number> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', writer(folder)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let last = -1
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line)
    if (last >= acknowledgements && !child.killed) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return last
}

test('kill -9 during put: no acknowledged object is lost, none is torn', async () => {
  const objects = filesObjects(root)
  const number = /n-(\d+)$/
  for (let round = 0; round < 6; round++) {
    await objects.deleteAll(prefix)
    const last = await writeUntilKilled(root, 2 + round * 3)
    for (let n = 0; n <= last; n++)
      expect(await objects.get(things.object({ owner: 'a', id: '1' }, `n-${n}`))).toBeDefined()
    for await (const { name, bytes } of objects.listEverything()) {
      const body = (await objects.get({ name, bucket: things })) ?? Buffer.alloc(0)
      const n = Number(number.exec(name)?.[1] ?? body.length - 1_000_000)
      expect([bytes, body.equals(Buffer.alloc(1_000_000 + n, n % 256))]).toEqual([1_000_000 + n, true])
    }
  }
}, 60_000)
