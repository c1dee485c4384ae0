import { createHash } from 'node:crypto'
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where the parts of an embedded database lie. */
export type Places = {
  readonly dir: string
  readonly data: string
  readonly password: string
  readonly access: string
  readonly libraries: string
  readonly owner: string
  readonly sockets: string
  /** A folder elsewhere that goes when the server stops. */
  readonly elsewhere: string | undefined
}

// sun_path holds 104 bytes on macOS, 108 on Linux, the closing zero included.
const longestSocketPath = 103
const socketName = '.s.PGSQL.5432'

export function placesIn(dir: string): Places {
  if (!existsSync(dir)) {
    mkdirSync(dir, { recursive: true })
    // Under root the database runs as somebody else, who has to pass through.
    chmodSync(dir, process.getuid?.() === 0 ? 0o711 : 0o700)
  }
  const near = join(dir, 'sockets')
  const short = Buffer.byteLength(join(near, socketName)) <= longestSocketPath
  const elsewhere = short ? undefined : privateDirectory(dir)
  const sockets = elsewhere ? join(elsewhere, 's') : near
  return {
    dir,
    data: join(dir, 'data'),
    password: join(dir, 'password'),
    access: join(dir, 'pg_hba.conf'),
    libraries: join(dir, 'libraries'),
    owner: process.platform === 'win32' ? `\\\\.\\pipe\\vitrine-${nameFor(dir)}` : `${sockets}.owner`,
    sockets,
    elsewhere,
  }
}

/** Makes `path` a directory that only `owner` (a uid; `undefined`: we) may enter. */
export function ownDirectory(path: string, owner: number | undefined): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (owner !== undefined) chownSync(path, owner, owner)
}

const nameFor = (dir: string) => createHash('sha256').update(dir).digest('hex').slice(0, 16)

// A name that others could have taken first: it only counts when it is ours alone.
function privateDirectory(dir: string): string {
  const path = join(tmpdir(), `vitrine-${nameFor(dir)}`)
  mkdirSync(path, { recursive: true })
  const found = lstatSync(path)
  if (!found.isDirectory() || found.uid !== process.getuid?.()) throw new Error(`${path} belongs to somebody else`)
  chmodSync(path, process.getuid?.() === 0 ? 0o711 : 0o700)
  return path
}
