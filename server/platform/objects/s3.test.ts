import { randomBytes } from 'node:crypto'
import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { freePort } from '../../testing/free-port.ts'
import { type Refusing, refusing } from '../../testing/refusing.ts'
import { s3Installed } from '../../testing/s3.ts'
import { askFor } from '../../testing/servers.ts'
import type { S3Config } from '../config/config.ts'
import { guardSockets } from '../egress/guard-sockets.ts'
import { Outage } from '../outage.ts'
import { objectsContract, things } from './contract.ts'
import { s3Objects } from './s3.ts'
import { s3Client } from './s3-client.ts'

const key = things.object({ owner: 'a', id: '1' }, 'x')
const prefix = things.prefix({ owner: 'a', id: '1' })

describe.skipIf(!s3Installed())('S3', () => {
  let access: S3Config
  let objects: ReturnType<typeof s3Objects>
  let raw: ReturnType<typeof s3Client>
  const foreign = (Key: string) => raw.send(new PutObjectCommand({ Bucket: access.bucket, Key, Body: 'x' }))
  const unfinished = async () =>
    (await raw.send(new ListMultipartUploadsCommand({ Bucket: access.bucket }))).Uploads?.map(({ Key }) => Key) ?? []

  /** By hand: the names may be such as the adapter refuses. */
  async function empty(): Promise<void> {
    const left = await Array.fromAsync(objects.listEverything(), ({ name }) => name)
    const lane = async () => {
      for (let Key = left.pop(); Key !== undefined; Key = left.pop())
        await raw.send(new DeleteObjectCommand({ Bucket: access.bucket, Key }))
    }
    await Promise.all(Array.from({ length: 8 }, lane))
  }

  beforeAll(async () => {
    access = await askFor('s3')
    objects = s3Objects(access)
    raw = s3Client(access)
  }, 120_000)
  beforeEach(empty, 120_000)
  afterAll(() => {
    objects?.close()
    raw?.destroy()
  })

  objectsContract('s3', async () => objects)

  test('lists what others put there, whatever its name', async () => {
    const names = ['top level', 'ünï code/☃ &<>"+%20.txt', 'things/a/1/x', 'other/deep/er']
    for (const name of names) await foreign(name)
    const listed = async (of: AsyncIterable<{ name: string }>) => (await Array.fromAsync(of, ({ name }) => name)).sort()
    expect(await listed(objects.listEverything())).toEqual(names.toSorted())
    expect(await listed(objects.listSome(1))).toEqual(names.toSorted())
  })

  describe('uploads that were broken off', () => {
    test('by their source or by the server leave no parts behind', async () => {
      const server = await refusing(access.endpoint)
      onTestFinished(() => server.stop())
      server.when = (method, url) => method === 'PUT' && url.includes('partNumber=2')
      server.mode = 'refuse'
      const behind = s3Objects({ ...access, endpoint: server.endpoint })
      async function* source() {
        for (let n = 0; n < 20; n++) yield randomBytes(1_000_000)
      }
      await expect(behind.put(key, source())).rejects.toThrow(Outage)
      expect(server.refused).toBeGreaterThan(0)
      expect(await objects.get(key)).toBeUndefined()
      expect(await unfinished()).toEqual([])
      behind.close()
    }, 60_000)

    test('by a process that died are ended with what is deleted around them', async () => {
      const Bucket = access.bucket
      const start = async (Key: string) => {
        const { UploadId } = await raw.send(new CreateMultipartUploadCommand({ Bucket, Key }))
        await raw.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: 'half a recording' }))
      }
      await start(key.name)
      await start('things/a/2/x')
      expect(await Array.fromAsync(objects.listEverything())).toEqual([])
      expect(new Set(await unfinished())).toEqual(new Set(['things/a/1/x', 'things/a/2/x']))
      expect(await objects.deleteAll(prefix)).toBe(0)
      expect(await unfinished()).toEqual(['things/a/2/x'])
      await objects.deleteAll(things.prefix({ owner: 'a', id: '2' }))
      expect(await unfinished()).toEqual([])
    })
  })

  describe('a server in trouble', () => {
    let server: Refusing
    let behind: ReturnType<typeof s3Objects>
    beforeEach(async () => {
      server = await refusing(access.endpoint)
      behind = s3Objects({ ...access, endpoint: server.endpoint })
      return async () => {
        behind.close()
        await server.stop()
      }
    })
    const calls = (): [string, () => Promise<unknown>][] => [
      ['put', () => behind.put(key, Buffer.from('new'))],
      ['get', () => behind.get(key)],
      ['delete', () => behind.delete(key)],
      ['deleteAll', () => behind.deleteAll(prefix)],
      ['list', () => Array.fromAsync(behind.list(prefix))],
    ]

    test.each(['refuse', 'cut'] as const)(
      '%s: every call says that the store does not answer, and heals',
      async (mode) => {
        await behind.put(key, Buffer.from('old'))
        server.mode = mode
        for (const [name, call] of calls()) {
          const failure = await call().then(
            () => name,
            (error: unknown) => error,
          )
          expect([name, failure]).toEqual([name, expect.any(Outage)])
          expect((failure as Error).message).toBe('The object store does not answer.')
        }
        expect(server.refused).toBeGreaterThanOrEqual(10)
        server.mode = 'pass'
        expect(String(await behind.get(key))).toBe('old')
        await behind.put(key, Buffer.from('new'))
        expect(String(await objects.get(key))).toBe('new')
      },
      60_000,
    )

    test('a hiccup is not even noticed', async () => {
      server.mode = 'refuse'
      server.when = () => server.refused === 0
      await behind.put(key, Buffer.from('x'))
      expect([server.refused, String(await objects.get(key))]).toEqual([1, 'x'])
    })

    test('nobody at the address', async () => {
      const nobody = s3Objects({ ...access, endpoint: `http://127.0.0.1:${await freePort()}` })
      await expect(nobody.get(key)).rejects.toThrow(Outage)
      await expect(nobody.open()).rejects.toThrow('the server at S3_ENDPOINT does not answer')
      nobody.close()
    })
  })

  describe('a start with settings that are not right says so', () => {
    test.each([
      ['no such bucket', { bucket: 'not-there' }, 'there is no such bucket'],
      ['another secret', { secret: 'wrong' }, 'its secret is wrong'],
      ['an unknown key', { keyId: 'nobody:there' }, 'the key may not use it'],
    ])('%s', async (_, change, reason) => {
      const wrong = s3Objects({ ...access, ...change })
      await expect(wrong.open()).rejects.toThrow(reason)
      await expect(wrong.open()).rejects.not.toThrow('wrong-secret')
      await expect(wrong.get(key)).rejects.not.toThrow(Outage)
      wrong.close()
    })

    test('a bucket that keeps old versions, from which nothing could be erased', async () => {
      const versioned = await askFor('s3')
      const VersioningConfiguration = { Status: 'Enabled' } as const
      await raw.send(new PutBucketVersioningCommand({ Bucket: versioned.bucket, VersioningConfiguration }))
      const other = s3Objects(versioned)
      await expect(other.open()).rejects.toThrow('it keeps old versions, so nothing in it could be erased')
      other.close()
    })

    test('a right one opens', async () => {
      await objects.open()
    })
  })

  test('the environment and other programs’ settings change nothing', async () => {
    const strange = {
      AWS_ACCESS_KEY_ID: 'x',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_REGION: 'xx',
      AWS_PROFILE: 'x',
    }
    const before = { ...process.env }
    Object.assign(process.env, strange)
    onTestFinished(() => {
      for (const name of Object.keys(strange)) delete process.env[name]
      Object.assign(process.env, before)
    })
    const own = s3Objects(access)
    await own.put(key, Buffer.from('x'))
    expect(String(await own.get(key))).toBe('x')
    own.close()
  })

  test('the way out is shut to a bucket that is not declared', async () => {
    const undo = guardSockets([])
    onTestFinished(undo)
    const far = s3Objects({ ...access, endpoint: 'http://192.0.2.1' })
    await expect(far.get(key)).rejects.toMatchObject({ name: 'EgressError' })
    far.close()
  })
})
