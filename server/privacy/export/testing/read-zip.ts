import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { type Entry, fromBuffer, type Options, type ZipFile } from 'yauzl'

const open = promisify<Buffer, Options, ZipFile>(fromBuffer as never)

/** Every file of a ZIP, by its path, read by a program that is not ours. */
export async function readZip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const archive = await open(bytes, { lazyEntries: true, validateEntrySizes: true })
  const files = new Map<string, Buffer>()
  const ended = Promise.withResolvers<void>()
  archive.on('entry', (entry: Entry) => {
    archive.openReadStream(entry, (error, stream) => {
      if (error) return ended.reject(error)
      buffer(stream).then((content) => {
        files.set(entry.fileName, content)
        archive.readEntry()
      }, ended.reject)
    })
  })
  archive.on('end', ended.resolve)
  archive.on('error', ended.reject)
  archive.readEntry()
  await ended.promise
  return files
}

/** The entries of an NDJSON file. */
export const lines = (file: Buffer | undefined): Record<string, unknown>[] =>
  (file?.toString() ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
