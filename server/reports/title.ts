import type { SendReport } from '@vitrine/protocol'

const longest = 120

/** The first line of what the visitor wrote, else where they were. */
export function firstTitle({ description, pageUrl }: Pick<SendReport, 'description' | 'pageUrl'>): string {
  const line = description.split('\n').find((line) => line.trim() !== '')
  const title = line?.trim() ?? `Problem on ${pathOf(pageUrl)}`
  return title.length <= longest ? title : `${title.slice(0, longest - 1).trimEnd()}…`
}

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url)
