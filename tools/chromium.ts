import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const places = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The browser that tests, benches and screenshots drive; `undefined` when there is none. */
export const findChromium = (): string | undefined => places.find((path) => path !== undefined && existsSync(path))

const isDebian = () => existsSync('/etc/debian_version') && /debian/i.test(readFileSync('/etc/os-release', 'utf8'))

/** On Debian as root, installs the named packages that a fresh machine lacks. Elsewhere it leaves the machine alone. */
export function installDebianPackages(packages: Readonly<Record<string, string>>): void {
  const missing = Object.entries(packages).filter(([, file]) => !existsSync(file))
  if (missing.length === 0 || !isDebian() || process.getuid?.() !== 0) return
  const names = missing.map(([name]) => name)
  console.log(`installing ${names.join(', ')}`)
  const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  execFileSync('apt-get', ['update'], quiet)
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', ...names], quiet)
}
