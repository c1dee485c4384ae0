import { existsSync, readFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'

/** Kilobytes of 1,024 bytes, gzip -9. All but the first two load on first use. */
const budgets = {
  v: 10,
  recorder: 36,
  worker: 11,
  extras: 6,
  files: 12,
  dialog: 16,
  review: 24,
  voice: 8,
  sender: 10,
  preview: 28,
} as const

type Size = { name: string; raw: number; gzip: number; brotli: number; budget: number }

function measure(name: string, budget: number): Size {
  const bytes = readFileSync(`snippet/dist/${name}.js`)
  return {
    name: `${name}.js`,
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes).length,
    budget,
  }
}

const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(1).padStart(8)

function print({ name, raw, gzip, brotli, budget }: Size): boolean {
  const fits = gzip <= budget * 1024
  const columns = [raw, gzip, brotli].map(kilobytes).join('')
  console.log(`${name.padEnd(12)}${columns}${kilobytes(budget * 1024)}  ${fits ? 'ok' : 'OVER'}`)
  return fits
}

if (!existsSync('snippet/dist/v.js')) {
  console.error('snippet/dist is missing: npm run build')
  process.exit(1)
}
console.log(`${'KB'.padEnd(12)}${['raw', 'gzip -9', 'brotli', 'budget'].map((title) => title.padStart(8)).join('')}`)
const fits = Object.entries(budgets).map(([name, budget]) => print(measure(name, budget)))
process.exit(fits.every(Boolean) ? 0 : 1)
