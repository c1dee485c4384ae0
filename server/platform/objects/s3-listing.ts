import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import type { StoredObject } from './port.ts'
import { ask, type S3 } from './s3-client.ts'

/** Everything below `prefix`, or what comes after a name, in the order of the names, up to a thousand at a time. */
export async function* under(s3: S3, prefix: string, after?: string): AsyncGenerator<StoredObject[]> {
  const of = { ...(prefix && { Prefix: prefix }), ...(after !== undefined && { StartAfter: after }) }
  for await (const { objects } of pages(s3, of)) yield objects
}

/** What lies in no folder, and of each folder the first so many. */
export async function* someOfEach(s3: S3, perFolder: number): AsyncGenerator<StoredObject> {
  for await (const { objects, folders } of pages(s3, { Delimiter: '/' })) {
    yield* objects
    for (const folder of folders) yield* first(s3, folder, perFolder)
  }
}

async function* first(s3: S3, folder: string, most: number): AsyncGenerator<StoredObject> {
  let left = most
  for await (const page of under(s3, folder)) {
    yield* page.slice(0, left)
    left -= page.length
    if (left <= 0) return
  }
}

async function* pages({ client, bucket }: S3, of: { Prefix?: string; Delimiter?: string; StartAfter?: string }) {
  for (let token: string | undefined; ; ) {
    const input = { Bucket: bucket, ...of, ...(token && { ContinuationToken: token }) }
    const page = await ask((how) => client.send(new ListObjectsV2Command(input), how))
    yield {
      objects: (page.Contents ?? []).map(({ Key = '', Size = 0 }): StoredObject => ({ name: Key, bytes: Size })),
      folders: (page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix),
    }
    if (!page.IsTruncated) return
    token = page.NextContinuationToken
  }
}
