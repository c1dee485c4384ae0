import { Readable } from 'node:stream'
import { Upload } from '@aws-sdk/lib-storage'
import { ask, type S3 } from './s3-client.ts'

/** Parts of a stream, two at a time: what it costs in memory. */
const parts = { partSize: 8 * 1024 * 1024, queueSize: 2 }

/** Puts a stream as one object. Breaks off with what the source threw, leaving no parts behind. */
export async function putStream({ client, bucket }: S3, name: string, body: AsyncIterable<Uint8Array>): Promise<void> {
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
  const upload = new Upload({ client, params: { Bucket: bucket, Key: name, Body: stream }, ...parts })
  await ask(() => upload.done()).catch((error: unknown) => {
    stream.destroy()
    throw failure ? failure.cause : error
  })
}
