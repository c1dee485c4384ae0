import { spawnSync } from 'node:child_process'

/** How a program is started so that PostgreSQL accepts to run: never as root, and ending when this process ends. */
export type RunAs = {
  readonly prefix: readonly string[]
  /** For `spawn`, where no `setpriv` does it. */
  readonly ids: { readonly uid?: number; readonly gid?: number }
  /** Who must own the files; `undefined`: whoever we are. */
  readonly owner: number | undefined
}

// uid of `nobody`: there on every Linux, and owner of nothing else.
const nobody = 65_534

const dieWithUs = ['setpriv', '--pdeathsig', 'INT']
const asNobody = [...dieWithUs, `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--no-new-privs']
// Lets it pass through directories that only root may enter, such as a repository below /root.
const throughClosedDoors = [
  '--inh-caps=+dac_read_search',
  '--ambient-caps=+dac_read_search',
  '--securebits=+no_setuid_fixup',
]

/** Picks the least privileged way under which `program` really runs and `directory` can be entered. */
export function chooseRunAs(program: string, directory: string, env: Readonly<Record<string, string>>): RunAs {
  if (process.platform === 'win32') return { prefix: [], ids: {}, owner: undefined }
  const candidates = process.getuid?.() === 0 ? asRoot : asUser
  const failures: string[] = []
  for (const candidate of candidates) {
    const { status, stderr, error } = probe(candidate, program, directory, env)
    if (status === 0) return candidate
    failures.push((error?.message ?? stderr).trim())
  }
  throw new Error(`PostgreSQL can't run in ${directory}: ${failures.filter(Boolean).join('; ') || 'not accessible'}`)
}

const asRoot: readonly RunAs[] = [
  { prefix: asNobody, ids: {}, owner: nobody },
  { prefix: [...asNobody, ...throughClosedDoors], ids: {}, owner: nobody },
  { prefix: [], ids: { uid: nobody, gid: nobody }, owner: nobody },
]
const asUser: readonly RunAs[] = [
  { prefix: dieWithUs, ids: {}, owner: undefined },
  { prefix: [], ids: {}, owner: undefined },
]

function probe(how: RunAs, program: string, directory: string, env: Readonly<Record<string, string>>) {
  const [file, ...args] = [...how.prefix, '/bin/sh', '-c', 'cd "$1" && exec "$2" --version', 'sh', directory, program]
  return spawnSync(file, args, { ...how.ids, env: { ...environment, ...env }, cwd: '/', encoding: 'utf8' })
}

/** All that PostgreSQL gets to see of our environment. */
export const environment: Readonly<Record<string, string>> = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
}
