import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { ExportFile, Listed } from './export-file.ts'

/** Fast enough for gigabytes; a higher one saves little on events. */
const compressionLevel = 3

/** Passes bytes on and says afterwards what they were. */
function measure({ path, place, body }: ExportFile, done: (listed: Listed) => void): Readable {
  async function* counted(): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256')
    let bytes = 0
    let lines = 0
    const isLines = path.endsWith('.ndjson')
    for await (const chunk of body) {
      hash.update(chunk)
      bytes += chunk.length
      if (isLines) for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++
      yield chunk
    }
    done({ path, sha256: hash.digest('hex'), bytes, ...(isLines && { entries: lines }), ...(place && { place }) })
  }
  return Readable.from(counted(), { objectMode: false })
}

/**
 * The bytes of a ZIP file with these files in it, one after another as the reader takes them. `last` makes the files that
 * say what is in it, once that is known. Sizes beyond four gigabytes are told in its 64-bit form.
 */
export async function* zip(
  files: AsyncIterable<ExportFile>,
  at: Date,
  last: (listed: readonly Listed[]) => AsyncIterable<ExportFile>,
): AsyncGenerator<Uint8Array> {
  const archive = new ZipFile()
  const output = archive.outputStream as Readable
  const listed: Listed[] = []
  let current: Readable | undefined
  const put = async (file: ExportFile) => {
    current = measure(file, (one) => listed.push(one))
    const level = file.compress ? compressionLevel : 0
    archive.addReadStream(current, file.path, {
      mtime: at,
      mode: 0o100644,
      compressionLevel: level,
      forceZip64Format: isLarge(file),
    })
    await once(current, 'end')
  }
  const feed = async () => {
    for await (const file of files) await put(file)
    for await (const file of last(listed)) await put(file)
    archive.end()
  }
  archive.on('error', (error) => output.destroy(error as Error))
  const feeding = feed().catch((error) => output.destroy(error as Error))
  try {
    yield* output
  } finally {
    current?.destroy(new Error('Nobody takes the rest of this file'))
    output.destroy()
    await feeding
  }
}

/** Files of which nobody knows beforehand how large they become, and that may pass four gigabytes. */
const isLarge = ({ path }: ExportFile): boolean => path.startsWith('data/')
