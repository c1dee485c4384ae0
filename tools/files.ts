import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Files that git tracks or would track, by their path from the root. */
export function projectFiles(): string[] {
  const out = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  return [...new Set(out.split('\n'))].filter((path) => path !== '' && existsSync(path))
}

/** TypeScript that people write and read. */
export const codeFiles = (): string[] =>
  projectFiles().filter(
    (path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts') && !/(^|\/)(fixtures|dist)\//.test(path),
  )
