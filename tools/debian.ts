import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

const policy = '/usr/sbin/policy-rc.d'

const isDebian = () => existsSync('/etc/debian_version') && /debian/i.test(readFileSync('/etc/os-release', 'utf8'))

/** Debian starts what it installs; a test run must not leave a Redis running on the machine's own port. */
function withoutServices(install: () => void): void {
  if (existsSync(policy)) return install()
  writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    install()
  } finally {
    rmSync(policy)
  }
}

/**
 * On Debian as root, installs the named packages whose file a fresh machine lacks, with none of their services started.
 * Elsewhere it leaves the machine alone.
 */
export function installDebianPackages(packages: Readonly<Record<string, string>>): void {
  const missing = Object.entries(packages).filter(([, file]) => !existsSync(file))
  if (missing.length === 0 || !isDebian() || process.getuid?.() !== 0) return
  const names = missing.map(([name]) => name)
  console.log(`installing ${names.join(', ')}`)
  const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  execFileSync('apt-get', ['update'], quiet)
  withoutServices(() => execFileSync('apt-get', ['install', '-y', '--no-install-recommends', ...names], quiet))
}
