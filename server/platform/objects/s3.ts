import { Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import type { S3Config } from '../config/config.ts'
import { Outage } from '../outage.ts'
import { checkPrefix, segmentsOf } from './object-name.ts'
import type { Objects, Range } from './port.ts'
import { ask, s3Client, statusOf } from './s3-client.ts'
import { topFolders, under } from './s3-listing.ts'

/** Parts of a stream, two at a time: what it costs in memory. */
const parts = { partSize: 8 * 1024 * 1024, queueSize: 2 }
/** One request each: deleting many in one needs a checksum that not every server takes. */
const deletesAtOnce = 16
const mostRounds = 10

const keyOf = ({ name }: { readonly name: string }): string => segmentsOf(name).join('/')

/** Objects in a bucket of their own. `open` refuses a bucket that can't be used, saying why; `close` ends connections. */
export function s3Objects(config: S3Config): Objects & { open(): Promise<void>; close(): void } {
  const client = s3Client(config)
  const { bucket: Bucket } = config

  async function putStream(Key: string, body: AsyncIterable<Uint8Array>): Promise<void> {
    let failure: { readonly cause: unknown } | undefined
    async function* watched() {
      try {
        yield* body
      } catch (cause) {
        failure = { cause }
        throw cause
      }
    }
    const stream = Readable.from(watched(), { objectMode: false })
    const upload = new Upload({ client, params: { Bucket, Key, Body: stream }, ...parts })
    await ask(() => upload.done()).catch((error: unknown) => {
      stream.destroy()
      throw failure ? failure.cause : error
    })
  }

  /** Uploads that broke off hold what they carried until they are ended. */
  async function endUnfinished(Prefix: string): Promise<void> {
    for (let more = true; more; ) {
      const { Uploads = [], IsTruncated = false } = await uploads({ Prefix })
      for (const { Key, UploadId } of Uploads)
        await ask((how) => client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }), how)).catch(
          unlessAbsent,
        )
      more = IsTruncated
    }
  }
  const uploads = (which: { Prefix?: string; MaxUploads?: number }) =>
    ask((how) => client.send(new ListMultipartUploadsCommand({ Bucket, ...which }), how))

  const remove = async (Key: string): Promise<void> => {
    await ask((how) => client.send(new DeleteObjectCommand({ Bucket, Key }), how)).catch(unlessAbsent)
  }

  const refused = (why: string, cause?: unknown) =>
    new Error(`The bucket "${Bucket}" (S3_BUCKET) can't be used: ${why}`, { cause })

  return {
    async put(key, body) {
      const Key = keyOf(key)
      if (body instanceof Uint8Array)
        // Of its own: the caller may fill the bytes with something else while they are sent again.
        await ask((how) => client.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.from(body) }), how))
      else await putStream(Key, body)
    },

    async get(key, range) {
      const Key = keyOf(key)
      const read = async (how: { abortSignal: AbortSignal }) => {
        const answer = await client.send(new GetObjectCommand({ Bucket, Key, ...rangeHeader(range) }), how)
        return answer.Body ? Buffer.from(await answer.Body.transformToByteArray()) : Buffer.alloc(0)
      }
      const found = await ask(read).catch((error: unknown) =>
        beyondEnd(error) ? Buffer.alloc(0) : unlessAbsent(error),
      )
      return range && range.to <= range.from ? found && Buffer.alloc(0) : found
    },

    delete: (key) => remove(keyOf(key)),

    async deleteAll({ prefix }) {
      const below = checkPrefix(prefix)
      await endUnfinished(below)
      const removed = new Set<string>()
      // Again until nothing is there: something may have been put meanwhile.
      for (let round = 0, found = -1; found !== 0 && round < mostRounds; round++) {
        found = 0
        for await (const page of under(client, Bucket, below)) {
          found += page.length
          await inLanes(page, async ({ name }) => {
            await remove(name)
            removed.add(name)
          })
        }
      }
      return removed.size
    },

    async *list({ prefix }) {
      for await (const page of under(client, Bucket, checkPrefix(prefix))) yield* page
    },
    async *listEverything() {
      for await (const page of under(client, Bucket, '')) yield* page
    },
    async *listSome(perFolder) {
      const { folders, objects } = await topFolders(client, Bucket)
      yield* objects
      for (const folder of folders) {
        let left = perFolder
        for await (const page of under(client, Bucket, folder)) {
          yield* page.slice(0, left)
          left -= page.length
          if (left <= 0) break
        }
      }
    },

    async open() {
      try {
        await ask((how) => client.send(new HeadBucketCommand({ Bucket }), how))
        await uploads({ MaxUploads: 1 })
      } catch (error) {
        throw refused(reason(error), error)
      }
      // Not every key may ask, and not every server knows the question.
      const versioning = await client.send(new GetBucketVersioningCommand({ Bucket })).catch(() => undefined)
      if (versioning?.Status === 'Enabled')
        throw refused('it keeps old versions, so nothing in it could be erased; switch versioning off')
    },
    close: () => client.destroy(),
  }
}

async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const lane = async () => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item)
  }
  await Promise.all(Array.from({ length: deletesAtOnce }, lane))
}

const rangeHeader = (range: Range | undefined) =>
  range && range.to > range.from ? { Range: `bytes=${range.from}-${range.to - 1}` } : {}

const beyondEnd = (error: unknown): boolean => statusOf(error) === 416

/** A missing object or upload; a missing bucket is a mistake of the operator's and stays an error. */
function unlessAbsent(error: unknown): undefined {
  const { name } = error as Error
  if (statusOf(error) === 404 && /^(NoSuchKey|NoSuchUpload)$/.test(name)) return
  throw error
}

function reason(error: unknown): string {
  if (error instanceof Outage) return 'the server at S3_ENDPOINT does not answer'
  const status = statusOf(error)
  if (status === 404) return 'there is no such bucket'
  if (status === 403) return 'the key may not use it, or its secret is wrong'
  if (status === 301 || status === 400) return 'it lies in another region than S3_REGION, or the address is not right'
  return (error as Error).message
}
