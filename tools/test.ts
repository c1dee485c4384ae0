import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { redisProgram } from '../server/testing/redis.ts'
import { s3Installed, s3Module } from '../server/testing/s3.ts'
import { buildStale } from './build.ts'
import { check } from './check.ts'
import { findChromium } from './chromium.ts'
import { installDebianPackages } from './debian.ts'

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

installDebianPackages({
  chromium: '/usr/bin/chromium',
  'redis-server': '/usr/bin/redis-server',
  'python3-swift': s3Module,
})
if (!findChromium()) console.warn('NO CHROMIUM FOUND: browser suites are skipped. Install it or set CHROMIUM_PATH.')
if (!redisProgram()) console.warn('NO REDIS FOUND: suites on Redis are skipped. Install redis-server or valkey.')
if (!s3Installed()) console.warn('NO S3 SERVER FOUND: suites on S3 are skipped. They need Debian’s python3-swift.')
const rulesKept = await check()
await buildStale()
const { numPassedTests, numFailedTests, numPendingTests, success } = await runSuites()
const failed = numFailedTests + (rulesKept ? 0 : 1) + (numFailedTests === 0 && !success ? 1 : 0)
console.log(`${numPassedTests + (rulesKept ? 1 : 0)} passed, ${failed} failed, ${numPendingTests} skipped`)
process.exit(failed === 0 ? 0 : 1)
