import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build, type RolldownOptions } from 'rolldown'

const here = new URL('.', import.meta.url)
const path = (name: string): string => fileURLToPath(new URL(name, here))

/** The oldest browsers it has to run in: about three years. */
const target = ['chrome119', 'edge119', 'firefox120', 'safari17']

const options = (input: string | Record<string, string>, define: Record<string, string> = {}): RolldownOptions => ({
  input,
  platform: 'browser',
  transform: { target, define },
  // Our own modules only declare things: what isn't used of them goes.
  treeshake: { moduleSideEffects: [{ test: /[\\/](?:masking|fold|protocol)[\\/]/, sideEffects: false }] },
  logLevel: 'warn',
})

type Bundle = { name: string; entry: string; format: 'iife' | 'es'; define?: Record<string, string> }

const bundle = (into: string, { name, entry, format, define }: Bundle) =>
  build({
    ...options(path(entry), define),
    output: {
      file: `${into}/${name}.js`,
      format,
      minify: true,
      comments: { legal: false, annotation: false },
      codeSplitting: false,
    },
  })

const parts: readonly Bundle[] = [
  { name: 'recorder', entry: 'record/index.ts', format: 'es' },
  { name: 'extras', entry: 'extras/index.ts', format: 'es' },
  { name: 'files', entry: 'assets/index.ts', format: 'es' },
  { name: 'dialog', entry: 'report/index.ts', format: 'es' },
  { name: 'review', entry: 'review/index.ts', format: 'es' },
  { name: 'voice', entry: 'voice/index.ts', format: 'es' },
  { name: 'sender', entry: 'transport/index.ts', format: 'es' },
  { name: 'preview', entry: 'preview/index.ts', format: 'es' },
  { name: 'worker', entry: 'buffer/worker.ts', format: 'iife' },
]

/** Changes whenever one of the parts does, so that browsers don't mix builds. */
async function stampOf(into: string): Promise<string> {
  const hash = createHash('sha256')
  for (const { name } of parts) hash.update(await readFile(`${into}/${name}.js`))
  return hash.digest('hex').slice(0, 12)
}

/** ESM for bundlers, with the parts as chunks, the worker as a file of its own, and the types. */
async function packageForm(into: string): Promise<void> {
  const { version } = JSON.parse(await readFile(path('package.json'), 'utf8')) as { version: string }
  await build({ ...options({ index: path('index.ts') }), output: { dir: `${into}/npm`, format: 'es', minify: true } })
  await copyFile(`${into}/worker.js`, `${into}/npm/worker.js`)
  const types = await readFile(path('api.ts'), 'utf8')
  await writeFile(`${into}/npm/index.d.ts`, `${types}\nexport declare const Vitrine: VitrineApi\n`)
  const files = { types: './index.d.ts', default: './index.js' }
  const manifest = { name: '@vitrine/snippet', version, type: 'module', exports: files }
  await writeFile(`${into}/npm/package.json`, `${JSON.stringify(manifest, null, 2)}\n`)
  // What an installation serves, so that `npm install` gets the build that fits it. Every system has a `tar`.
  await promisify(execFile)('tar', ['-czf', `${into}/snippet.tgz`, '-C', into, 'npm'])
}

/** Builds what visitors' browsers load. */
export async function buildSnippet(into: string): Promise<void> {
  await rm(into, { recursive: true, force: true })
  await mkdir(into, { recursive: true })
  await Promise.all(parts.map((part) => bundle(into, part)))
  const stamp = await stampOf(into)
  await bundle(into, { name: 'v', entry: 'script.ts', format: 'iife', define: { __BUILD__: JSON.stringify(stamp) } })
  await packageForm(into)
}

if (import.meta.main) await buildSnippet(path('dist'))
