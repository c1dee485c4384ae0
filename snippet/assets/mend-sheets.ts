import type { AssetLog, LossySheet } from './asset-log.ts'
import { init, readBody } from './fetch-file.ts'
import { watchPolicies } from './watch-policies.ts'

const mostMs = 3_000

/** Texts of style sheets as they were told, each with what it should have been. */
export type Mended = readonly (readonly [told: string, whole: string])[]

/** Asks for the files of linked sheets that browsers tell only in part, as the page has loaded them. */
export async function mendSheets({ lossySheets }: AssetLog, fetch: typeof window.fetch): Promise<Mended> {
  if (lossySheets.size === 0) return []
  const policies = watchPolicies()
  const signal = AbortSignal.timeout(mostMs)
  const mend = async ({ text, href, mend }: LossySheet) => {
    const url = new URL(href)
    if (!/^https?:$/.test(url.protocol) || !policies.allow(url)) return []
    const response = await fetch(url, { ...init, signal })
    const content = response.ok ? await readBody(response) : undefined
    const whole = content && mend(new TextDecoder().decode(content))
    return whole === undefined ? [] : [[text, whole] as const]
  }
  const all = await Promise.all([...lossySheets.values()].map((sheet) => mend(sheet).catch(() => [])))
  policies.stop()
  return all.flat()
}
