import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

type Manifest = {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Manifest
const isOurs = (name: string) => name.startsWith('@vitrine/')

/** Where a package of this name lies, seen from a folder. */
function find(name: string, from: string): string | undefined {
  const dir = join(from, 'node_modules', name)
  if (existsSync(join(dir, 'package.json'))) return dir
  return dirname(from) === from ? undefined : find(name, dirname(from))
}

/** The packages and all that they depend on: a package's own files may have others built into them. */
function withDependencies(names: Iterable<string>, from: string): Map<string, Manifest> {
  const found = new Map<string, Manifest>()
  const visit = (name: string, from: string) => {
    const dir = find(name, from)
    if (!dir || found.has(dir)) return
    const manifest = read(join(dir, 'package.json'))
    if (!isOurs(name)) found.set(dir, manifest)
    for (const inner of Object.keys(manifest.dependencies ?? {})) visit(inner, dir)
  }
  for (const name of names) visit(name, from)
  return found
}

function textOf(dir: string, { name, version, license = 'no licence named' }: Manifest): string {
  const files = readdirSync(dir).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
  const texts = files.sort().map((file) => readFileSync(join(dir, file), 'utf8').trim())
  return [`${name} ${version} (${license})`, ...texts].join('\n\n')
}

/** The licences of packages, as they ask to be passed on with what holds them. */
export function licencesOf(names: Iterable<string>, from = process.cwd()): string {
  const packages = [...withDependencies(names, from)].sort(([, a], [, b]) => a.name.localeCompare(b.name))
  return packages.map(([dir, manifest]) => `${textOf(dir, manifest)}\n`).join(`\n${'-'.repeat(80)}\n\n`)
}

/** Writes `THIRD_PARTY.txt` beside a room's bundles: of what the build says went in, else of what the room depends on. */
export function writeLicences(room: string): void {
  const told = `${room}/dist/third-party.json`
  const names: string[] = existsSync(told)
    ? JSON.parse(readFileSync(told, 'utf8'))
    : Object.keys(read(`${room}/package.json`).dependencies ?? {}).filter((name) => !isOurs(name))
  const texts = licencesOf(names) || 'Nothing of other people’s work.\n'
  writeFileSync(`${room}/dist/THIRD_PARTY.txt`, texts)
}
