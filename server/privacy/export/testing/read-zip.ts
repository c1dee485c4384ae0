import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { type Entry, fromBuffer, type Options, type ZipFile } from 'yauzl'

const open = promisify<Buffer, Options, ZipFile>(fromBuffer as never)

/** Every file of a ZIP, by its path, read by a program that is not ours. */
export async function readZip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const archive = await open(bytes, { lazyEntries: true, validateEntrySizes: true })
  const files = new Map<string, Buffer>()
  const ended = Promise.withResolvers<void>()
  const contentOf = promisify<Entry, Readable>(archive.openReadStream.bind(archive) as never)
  async function keep(entry: Entry): Promise<void> {
    files.set(entry.fileName, await buffer(await contentOf(entry)))
    archive.readEntry()
  }
  archive.on('entry', (entry: Entry) => void keep(entry).catch(ended.reject))
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
