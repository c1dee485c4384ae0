import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'

export const gzipKb = (text: string | Uint8Array): number => gzipSync(text, { level: 9 }).length / 1024

/** A file of `in-page/` with all it imports, minified, as one script for a page. */
export async function bundle(name: string): Promise<string> {
  const build = await rolldown({
    input: join(import.meta.dirname, 'in-page', `${name}.ts`),
    platform: 'browser',
    transform: { target: 'chrome119', define: { 'process.env.NODE_ENV': '"production"' } },
    // What the packages themselves ship is not ours to mend.
    logLevel: 'silent',
  })
  const { output } = await build.generate({ format: 'iife', minify: true, codeSplitting: false })
  await build.close()
  return output[0].code
}
