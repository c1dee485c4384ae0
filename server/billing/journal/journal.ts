import { constants, write } from 'node:fs'
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../../platform/objects/sync-folder.ts'
import { chargeJournal } from '../tables.ts'
import { type Entry, toLine } from './line.ts'

/** Where a write itself can wait for the disk, one call does both. */
const syncs = process.platform === 'linux'
const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (syncs ? constants.O_DSYNC : 0)

/** Past this size a journal goes on in a new file, so that the old one can go once the database has it. */
const longest = 8_000_000

/** An entry on its way: safe once it is on the disk or in the database, whichever comes first. */
export type Pending = { readonly entry: Entry; readonly safe: () => void; file: File | undefined }

type File = { readonly path: string; readonly handle: FileHandle; lines: number; bytes: number; waiting: number }

type Options = {
  readonly dataDir: string
  readonly node: string
  /** Told when the disk refuses; entries are then safe when the database has them. */
  readonly onError: (error: unknown) => void
  /** Told that there is something to post. */
  readonly onEntries: () => void
}

/** Answers how much was written. */
const writeAt = ({ fd }: FileHandle, bytes: Buffer, place: number): Promise<number> =>
  new Promise((resolve, reject) =>
    write(fd, bytes, 0, bytes.length, place, (error, written) => (error ? reject(error) : resolve(written))),
  )

/**
 * Charges in a file of this machine until the database has them. Those that come while one sync runs share the next.
 */
export class Journal {
  readonly #how: Options
  #file: File | undefined
  #number = 0
  #incoming: Pending[] = []
  #writing: Promise<void> | undefined
  #ready: Pending[] = []
  /** Full, or not to be trusted: they go when the database has what is in them. */
  readonly #old: File[] = []

  constructor(how: Options) {
    this.#how = how
  }

  /** Makes the file, by which the next start finds this node, should it die. */
  async open(): Promise<void> {
    await this.#current()
  }

  /** Resolves when it can no longer be lost. */
  append(entry: Entry): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#incoming.push({ entry, safe: resolve, file: undefined })
    this.#writing ??= this.#writeAll()
    return promise
  }

  get waiting(): number {
    return this.#ready.length + this.#incoming.length
  }

  /** The next ones for the database, oldest first. They stay until they are `posted`. */
  peek(most: number): readonly Pending[] {
    return this.#ready.slice(0, most)
  }

  /** The database has the first so many. */
  posted(count: number): void {
    for (const { file, safe } of this.#ready.splice(0, count)) {
      safe()
      if (file) file.waiting--
    }
    this.#writing ??= this.#writeAll()
  }

  /** Resolves when nothing waits to be written. */
  async written(): Promise<void> {
    while (this.#writing) await this.#writing
  }

  /** Lets go. Files of which the database has everything go. */
  async close(): Promise<void> {
    await this.written()
    if (this.#file) this.#old.push(this.#file)
    this.#file = undefined
    await this.#removeOld()
    for (const { handle } of this.#old.splice(0)) await handle.close()
  }

  async #writeAll(): Promise<void> {
    // Lets what settles in the same turn share this sync.
    await Promise.resolve()
    while (this.#incoming.length > 0) {
      const batch = this.#incoming
      this.#incoming = []
      await this.#write(batch).catch(async (error: unknown) => {
        this.#how.onError(error)
        await this.#abandon()
      })
      this.#ready.push(...batch)
      this.#how.onEntries()
    }
    await this.#empty().catch(this.#how.onError)
    this.#writing = undefined
    if (this.#incoming.length > 0) this.#writing = this.#writeAll()
  }

  async #write(batch: readonly Pending[]): Promise<void> {
    const file = await this.#current()
    const text = batch.map(({ entry }, place) => toLine(file.lines + place, entry)).join('')
    const bytes = Buffer.from(text)
    for (let done = 0; done < bytes.length; )
      done += await writeAt(file.handle, bytes.subarray(done), file.bytes + done)
    if (!syncs) await file.handle.datasync()
    file.bytes += bytes.length
    file.lines += batch.length
    file.waiting += batch.length
    for (const pending of batch) {
      pending.file = file
      pending.safe()
    }
  }

  async #current(): Promise<File> {
    const { dataDir, node } = this.#how
    if (this.#file && this.#file.bytes < longest) return this.#file
    const old = this.#file
    const path = join(dataDir, chargeJournal.path({ node, number: String(this.#number++) }))
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
    const handle = await open(path, flags, 0o600)
    await syncFolder(join(path, '..'))
    this.#file = { path, handle, lines: 0, bytes: 0, waiting: 0 }
    if (old) this.#old.push(old)
    return this.#file
  }

  /** After a failed write nobody knows what the file holds: the next begins in another. */
  async #abandon(): Promise<void> {
    const file = this.#file
    this.#file = undefined
    if (file) this.#old.push(file)
  }

  /** What the database has need not be read again at the next start. */
  async #empty(): Promise<void> {
    const file = this.#file
    if (file && file.waiting === 0 && file.bytes > 0) {
      await file.handle.truncate(0)
      file.bytes = 0
      file.lines = 0
    }
    await this.#removeOld()
  }

  async #removeOld(): Promise<void> {
    for (const gone of this.#old.filter(({ waiting }) => waiting === 0)) {
      this.#old.splice(this.#old.indexOf(gone), 1)
      await gone.handle.close().catch(this.#how.onError)
      await rm(gone.path, { force: true })
    }
  }
}
