import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { syncFolder } from '../objects/sync-folder.ts'
import type { Native } from './native.ts'
import { ownDirectory, type Places } from './places.ts'
import { environment, type RunAs } from './run-as.ts'

/** The role and database that the program uses. The superuser has no password, and no rule lets it in. */
export const role = 'vitrine'

/** Makes the cluster when there is none yet, all of it or nothing. Answers the role's password. */
export async function initialize(places: Places, native: Native, runAs: RunAs, durable: boolean): Promise<string> {
  writeFileSync(places.access, `local all ${role} scram-sha-256\nhost all ${role} 127.0.0.1/32 scram-sha-256\n`)
  chmodSync(places.access, 0o644)
  if (existsSync(places.data)) return readFileSync(places.password, 'utf8')
  const unfinished = `${places.data}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  ownDirectory(unfinished, runAs.owner)
  const run = (program: string, args: readonly string[], input = '') => finish(native, runAs, program, args, input)
  const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const initial = ['-U', 'postgres', '-A', 'reject', '-E', 'UTF8', ...locale]
  await run(native.initdb, ['-D', unfinished, ...initial, ...(durable ? [] : ['--no-sync'])])
  const password = randomBytes(24).toString('base64url')
  writeFileSync(places.password, password, { mode: 0o600, flush: true })
  await run(
    native.postgres,
    ['--single', '-D', unfinished, '-c', 'exit_on_error=on', '-c', 'log_min_messages=fatal', 'postgres'],
    `create role ${role} login createdb password '${password}'\ncreate database ${role} owner ${role}\n`,
  )
  renameSync(unfinished, places.data)
  await syncFolder(places.dir)
  return password
}

/** Runs one of PostgreSQL's programs to its end; throws what it complained about. */
export function finish(
  native: Native,
  runAs: RunAs,
  program: string,
  args: readonly string[],
  input = '',
): Promise<void> {
  const [file = '', ...rest] = [...runAs.prefix, program, ...args]
  const child = spawn(file, rest, { ...runAs.ids, env: { ...environment, ...native.env }, cwd: '/' })
  let complaint = ''
  child.stdout.resume()
  child.stderr.on('data', (text) => {
    complaint += text
  })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) => (code === 0 ? done() : fail(new Error(`${program} failed: ${complaint.trim()}`))))
  })
}
