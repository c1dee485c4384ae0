import { AbortMultipartUploadCommand, DeleteObjectCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import { ask, type S3, unlessAbsent } from './s3-client.ts'
import { under } from './s3-listing.ts'

/** One request each: deleting many in one needs a checksum that not every server takes. */
const deletesAtOnce = 16
const mostRounds = 10

export async function remove({ client, bucket }: S3, name: string): Promise<void> {
  const command = new DeleteObjectCommand({ Bucket: bucket, Key: name })
  await ask((how) => client.send(command, how)).catch(unlessAbsent)
}

export const unfinished = ({ client, bucket }: S3, which: { Prefix?: string; MaxUploads?: number }) =>
  ask((how) => client.send(new ListMultipartUploadsCommand({ Bucket: bucket, ...which }), how))

/** Uploads that broke off hold what they carried until they are ended. */
async function endUnfinished(s3: S3, prefix: string): Promise<void> {
  for (let more = true; more; ) {
    const { Uploads = [], IsTruncated = false } = await unfinished(s3, { Prefix: prefix })
    for (const { Key, UploadId } of Uploads) {
      const command = new AbortMultipartUploadCommand({ Bucket: s3.bucket, Key, UploadId })
      await ask((how) => s3.client.send(command, how)).catch(unlessAbsent)
    }
    more = IsTruncated
  }
}

/** Deletes all below, again until nothing is there: something may have been put meanwhile. */
export async function removeAll(s3: S3, prefix: string): Promise<number> {
  await endUnfinished(s3, prefix)
  const removed = new Set<string>()
  for (let round = 0, found = -1; found !== 0 && round < mostRounds; round++) {
    found = 0
    for await (const page of under(s3, prefix)) {
      found += page.length
      await inLanes(page, async ({ name }) => {
        await remove(s3, name)
        removed.add(name)
      })
    }
  }
  return removed.size
}

async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const lane = async () => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await work(item)
  }
  await Promise.all(Array.from({ length: deletesAtOnce }, lane))
}
