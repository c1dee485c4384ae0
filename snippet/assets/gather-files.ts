import { sha256 } from '../buffer/sha256.ts'
import type { AssetLog } from './asset-log.ts'
import type { DraftFile } from './draft-files.ts'
import { type Fetched, fetchFile } from './fetch-file.ts'
import { watchPolicies } from './watch-policies.ts'

export type Gathered = { files: DraftFile[]; skipped: Record<string, number> }

type Setup = { log: AssetLog; addresses: Iterable<string>; fetch: typeof window.fetch; mostMs?: number }
type Wanted = { url: URL; names: string[] }

const most = { atOnce: 6, bytes: 10_000_000, files: 300, names: 50, nameCharacters: 500_000, ms: 5_000 } as const
/** Browsers stop noting what they load after so many entries, unless the page asks for more. */
const notedAtMost = 250

const bare = (url: string): string => url.split('#')[0] ?? url

/** Which files the browser has really loaded for this page: those are what it showed. */
function loadedHere(): (url: string) => boolean {
  const entries = performance.getEntriesByType('resource')
  if (entries.length === 0 || entries.length >= notedAtMost) return () => true
  const names = new Set(entries.map(({ name }) => bare(name)))
  return (url) => !/^https?:/.test(url) || names.has(bare(url))
}

/** Each true address once, with the names that the recording has for it. */
function wantedFiles({ log, addresses }: Setup): Wanted[] {
  const loaded = loadedHere()
  const wanted = new Map<string, Wanted>()
  let characters = 0
  for (const name of addresses) {
    const original = log.originalOf(name)
    if (!original || !URL.canParse(original) || !loaded(original)) continue
    const url = new URL(original)
    const known = wanted.get(url.href) ?? { url, names: [] }
    characters += name.length
    if (!/^(?:https?|blob):$/.test(url.protocol) || known.names.length >= most.names) continue
    if (wanted.size >= most.files || characters > most.nameCharacters) break
    known.names.push(name)
    wanted.set(url.href, known)
  }
  return [...wanted.values()]
}

/**
 * Asks for the files of a draft, as the page would: only after the customer has opened the dialog, for a few seconds at
 * most. One that can't be had is counted, and of a site that refuses the first, no other is asked for: each refusal shows
 * in the page's console.
 */
export async function gatherFiles(setup: Setup): Promise<Gathered> {
  const skipped: Record<string, number> = {}
  const files = new Map<string, DraftFile>()
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(), setup.mostMs ?? most.ms)
  const policies = watchPolicies()
  const openSites = new Map<string, Promise<boolean>>()
  const queue = wantedFiles(setup)
  let bytes = 0

  const skip = (why: string) => {
    skipped[why] = (skipped[why] ?? 0) + 1
  }
  const ask = async ({ url }: Wanted): Promise<Fetched> => {
    const site = url.protocol === 'blob:' ? url.href : url.origin
    const refused = () => {
      if (over.signal.aborted) return { skipped: 'asset-time' }
      return { skipped: policies.allow(url) ? 'asset-cors' : 'asset-csp' }
    }
    const asked = openSites.get(site)
    if (over.signal.aborted || !policies.allow(url) || (asked && !(await asked))) return refused()
    const fetched = fetchFile(setup.fetch, url.href, over.signal)
    const readable = fetched.then(
      () => true,
      () => false,
    )
    if (!asked) openSites.set(site, readable)
    return fetched.catch(refused)
  }
  const keep = async ({ names }: Wanted, { type, content }: Exclude<Fetched, { skipped: string }>) => {
    const hash = await sha256(content)
    const known = files.get(hash)
    if (!known && bytes + content.length > most.bytes) return skip('asset-size')
    if (!known) bytes += content.length
    const urls = [...(known?.urls ?? []), ...names].slice(0, most.names)
    files.set(hash, { sha256: hash, type, bytes: content.length, urls, content })
  }
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const answer = await ask(next)
      if ('skipped' in answer) skip(answer.skipped)
      else await keep(next, answer)
    }
  }
  try {
    await Promise.all(Array.from({ length: most.atOnce }, work))
  } finally {
    clearTimeout(timer)
    policies.stop()
  }
  return { files: [...files.values()], skipped }
}
