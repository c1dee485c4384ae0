import { ListObjectsV2Command, type ListObjectsV2CommandInput, type S3Client } from '@aws-sdk/client-s3'
import type { StoredObject } from './port.ts'
import { ask } from './s3-client.ts'

/** Everything below `prefix`, in the order of the names, up to a thousand at a time. */
export async function* under(client: S3Client, bucket: string, prefix: string): AsyncGenerator<StoredObject[]> {
  for await (const { objects } of pages(client, { Bucket: bucket, ...(prefix && { Prefix: prefix }) })) yield objects
}

/** What lies in no folder, and the folders. */
export async function topFolders(client: S3Client, bucket: string) {
  const folders: string[] = []
  const objects: StoredObject[] = []
  for await (const page of pages(client, { Bucket: bucket, Delimiter: '/' })) {
    folders.push(...page.folders)
    objects.push(...page.objects)
  }
  return { folders, objects }
}

async function* pages(client: S3Client, input: ListObjectsV2CommandInput) {
  for (let token: string | undefined; ; ) {
    const command = new ListObjectsV2Command({ ...input, ...(token && { ContinuationToken: token }) })
    const page = await ask((how) => client.send(command, how))
    yield {
      objects: (page.Contents ?? []).map(({ Key = '', Size = 0 }): StoredObject => ({ name: Key, bytes: Size })),
      folders: (page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix),
    }
    if (!page.IsTruncated) return
    token = page.NextContinuationToken
  }
}
