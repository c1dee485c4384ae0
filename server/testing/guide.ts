import { readFile } from 'node:fs/promises'

/** The text of a guide below `docs/guides`. */
export const readGuide = (name: string): Promise<string> =>
  readFile(new URL(`../../docs/guides/${name}`, import.meta.url), 'utf8')

/** A Markdown table as the guides write it. */
export const markdownTable = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
