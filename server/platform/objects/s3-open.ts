import { GetBucketVersioningCommand, HeadBucketCommand } from '@aws-sdk/client-s3'
import { Outage } from '../outage.ts'
import { ask, type S3, statusOf } from './s3-client.ts'
import { unfinished } from './s3-delete.ts'

/** Refuses a bucket that can't be used, saying why. */
export async function openBucket(s3: S3): Promise<void> {
  const { client, bucket } = s3
  const refused = (why: string, cause?: unknown) =>
    new Error(`The bucket "${bucket}" (S3_BUCKET) can't be used: ${why}`, { cause })
  try {
    await ask((how) => client.send(new HeadBucketCommand({ Bucket: bucket }), how))
    await unfinished(s3, { MaxUploads: 1 })
  } catch (error) {
    throw refused(reason(error), error)
  }
  // Not every key may ask, and not every server knows the question.
  const versioning = await client.send(new GetBucketVersioningCommand({ Bucket: bucket })).catch(() => undefined)
  if (versioning?.Status === 'Enabled')
    throw refused('it keeps old versions, so nothing in it could be erased; switch versioning off')
}

function reason(error: unknown): string {
  if (error instanceof Outage) return 'the server at S3_ENDPOINT does not answer'
  const status = statusOf(error)
  if (status === 404) return 'there is no such bucket'
  if (status === 403) return 'the key may not use it, or its secret is wrong'
  if (status === 301 || status === 400) return 'it lies in another region than S3_REGION, or the address is not right'
  return (error as Error).message
}
