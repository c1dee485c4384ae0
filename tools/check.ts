import { spawn } from 'node:child_process'
import { checkBudgets } from './budgets.ts'
import { checkDocPaths } from './doc-paths.ts'
import { checkTransactions } from './transactions.ts'

type Outcome = { readonly name: string; readonly ok: boolean; readonly output: string; readonly seconds: number }

const bin = (path: string) => `node_modules/${path}`
const commands: Record<string, readonly string[]> = {
  types: [bin('typescript-7/bin/tsc'), '-p', 'tsconfig.json'],
  'types (browser)': [bin('typescript-7/bin/tsc'), '-p', 'tsconfig.browser.json'],
  'types (journeys)': [bin('typescript-7/bin/tsc'), '-p', 'tsconfig.journeys.json'],
  lint: [bin('oxlint/bin/oxlint'), '--type-aware', '--quiet'],
  format: [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'],
  staircase: [
    bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'err-long',
    ...'protocol ledger masking fold snippet server dashboard demo journeys bench tools'.split(' '),
  ],
  'unused code': [bin('knip/bin/knip.js'), '--no-progress'],
}

function run(name: string, args: readonly string[]): Promise<Outcome> {
  const started = performance.now()
  const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk))
  return new Promise((resolve) =>
    child.on('close', (code) =>
      resolve({ name, ok: code === 0, output, seconds: (performance.now() - started) / 1000 }),
    ),
  )
}

/** Every static rule of the architecture. Prints what failed in full, the rest in a line. */
export async function check(): Promise<boolean> {
  const outcomes = await Promise.all(Object.entries(commands).map(([name, args]) => run(name, args)))
  for (const { name, ok, output, seconds } of outcomes) {
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`)
    if (!ok) console.log(output.trimEnd())
  }
  const budgets = checkBudgets()
  console.log(`${budgets ? 'ok    ' : 'FAILED'} budgets`)
  const docs = checkDocPaths()
  console.log(`${docs ? 'ok    ' : 'FAILED'} paths in documents`)
  const transactions = checkTransactions()
  console.log(`${transactions ? 'ok    ' : 'FAILED'} writes in transactions`)
  return budgets && docs && transactions && outcomes.every(({ ok }) => ok)
}

if (import.meta.main) process.exit((await check()) ? 0 : 1)
