import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildStale } from './build.ts'
import { check } from './check.ts'
import { findChromium, installDebianPackages } from './chromium.ts'

type Report = { numPassedTests: number; numFailedTests: number; numPendingTests: number; success: boolean }

/** Every suite in one run; answers Vitest's own counts. */
async function runSuites(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-test-'))
  const file = join(folder, 'report.json')
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  const child = spawn(process.execPath, args, { stdio: 'inherit' })
  await new Promise((resolve) => child.on('close', resolve))
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

installDebianPackages({ chromium: '/usr/bin/chromium' })
if (!findChromium()) console.warn('NO CHROMIUM FOUND: browser suites are skipped. Install it or set CHROMIUM_PATH.')
const rulesKept = await check()
await buildStale()
const { numPassedTests, numFailedTests, numPendingTests, success } = await runSuites()
const failed = numFailedTests + (rulesKept ? 0 : 1) + (numFailedTests === 0 && !success ? 1 : 0)
console.log(`${numPassedTests + (rulesKept ? 1 : 0)} passed, ${failed} failed, ${numPendingTests} skipped`)
process.exit(failed === 0 ? 0 : 1)
