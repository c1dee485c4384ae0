import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import type { S3Config } from '../config/config.ts'
import { checkPrefix, segmentsOf } from './object-name.ts'
import type { Objects, Range } from './port.ts'
import { ask, type S3, s3Client, statusOf, unlessAbsent } from './s3-client.ts'
import { remove, removeAll } from './s3-delete.ts'
import { someOfEach, under } from './s3-listing.ts'
import { openBucket } from './s3-open.ts'
import { putStream } from './s3-upload.ts'

/** Objects in a bucket of their own. `open` refuses one that can't be used, saying why; `close` ends connections. */
export function s3Objects(config: S3Config): Objects & { open(): Promise<void>; close(): void } {
  const s3: S3 = { client: s3Client(config), bucket: config.bucket }
  return {
    async put(key, body) {
      const name = nameOf(key)
      if (!(body instanceof Uint8Array)) return putStream(s3, name, body)
      // Of its own: the caller may fill the bytes with something else while they are sent again.
      const command = new PutObjectCommand({ Bucket: s3.bucket, Key: name, Body: Buffer.from(body) })
      await ask((how) => s3.client.send(command, how))
    },
    get: async (key, range) => read(s3, nameOf(key), range),
    delete: async (key) => remove(s3, nameOf(key)),
    deleteAll: async ({ prefix }) => removeAll(s3, checkPrefix(prefix)),
    async *list({ prefix }) {
      for await (const page of under(s3, checkPrefix(prefix))) yield* page
    },
    async *listEverything(after) {
      for await (const page of under(s3, '', after)) yield* page
    },
    listSome: (perFolder) => someOfEach(s3, perFolder),
    open: () => openBucket(s3),
    close: () => s3.client.destroy(),
  }
}

const nameOf = ({ name }: { readonly name: string }): string => segmentsOf(name).join('/')

async function read({ client, bucket }: S3, name: string, range: Range | undefined): Promise<Buffer | undefined> {
  const isEmpty = range !== undefined && range.to <= range.from
  const part = range && !isEmpty ? { Range: `bytes=${range.from}-${range.to - 1}` } : {}
  const found = await ask(async (how) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: name, ...part }), how)
    return Body ? Buffer.from(await Body.transformToByteArray()) : Buffer.alloc(0)
  }).catch((error: unknown) => (isBeyondEnd(error) ? Buffer.alloc(0) : unlessAbsent(error)))
  return isEmpty ? found && Buffer.alloc(0) : found
}

const isBeyondEnd = (error: unknown): boolean => statusOf(error) === 416
