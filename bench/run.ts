import { readdirSync } from 'node:fs'

/** A measurement: a file of this folder that exports `bench`. It prints for people, and answers figures for machines. */
export type Bench = (say: (line: string) => void) => Promise<{ ok: boolean; figures: Record<string, unknown> }>

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.replace(/\.ts$/, ''))

const name = process.argv.slice(2).find((argument) => !argument.startsWith('--'))
const json = process.argv.includes('--json')

if (!name || !names.includes(name)) {
  console.log(`npm run bench -- NAME [--json]\n\n${names.map((known) => `  ${known}`).join('\n')}`)
  process.exit(name ? 1 : 0)
}

const { bench } = (await import(`./${name}.ts`)) as { bench: Bench }
const { ok, figures } = await bench(json ? () => undefined : console.log)
if (json) console.log(JSON.stringify({ name, ok, figures }))
process.exit(ok ? 0 : 1)
