import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { writeLicences } from './licences.ts'

type Bundle = { readonly room: string; readonly from: readonly string[]; readonly command: readonly string[] }

const pure = ['protocol', 'ledger', 'masking', 'fold']
const bundles: readonly Bundle[] = [
  { room: 'snippet', from: ['snippet', ...pure], command: ['snippet/build.ts'] },
  {
    room: 'dashboard',
    from: ['dashboard', ...pure],
    command: ['node_modules/vite/bin/vite.js', 'build', 'dashboard', '--logLevel', 'warn'],
  },
]

/** Of everything that goes into a bundle: the same hash means the bundle is up to date. */
function hashOf({ from }: Bundle): string {
  const hash = createHash('sha256').update(readFileSync('package-lock.json'))
  const files = globSync(from.map((room) => `${room}/**/*.{ts,tsx,css,html,svg,json}`))
  const sources = files.filter((path) => !/(^|[\\/])(dist|node_modules|fixtures)[\\/]|\.test\.ts$/.test(path)).sort()
  for (const path of sources) hash.update(path).update(readFileSync(path))
  return hash.digest('hex')
}

function run(command: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [...command], { stdio: ['ignore', 'ignore', 'inherit'] })
  return new Promise((resolve, reject) =>
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${command.join(' ')} failed`)))),
  )
}

/** Builds what visitors' and members' browsers load, where it is missing or older than its sources. */
export async function buildStale(): Promise<void> {
  await Promise.all(
    bundles.map(async (bundle) => {
      const dist = `${bundle.room}/dist`
      const stamp = `${dist}/.built-from`
      const hash = hashOf(bundle)
      const whole = [stamp, `${dist}/THIRD_PARTY.txt`].every((file) => existsSync(file))
      if (whole && readFileSync(stamp, 'utf8') === hash) return
      await run(bundle.command)
      writeLicences(bundle.room)
      writeFileSync(stamp, hash)
    }),
  )
}

if (import.meta.main) await buildStale()
