import type { MaskingPolicy } from '@vitrine/masking'
import { strictest } from '@vitrine/masking'
import type { CaptureSettings, Policy, SignedPolicy, TriggerRule } from '@vitrine/protocol'
import type { InstallationKey } from '../api.ts'

/** What applies on this page, and whether the installation really said so. */
export type Rules = {
  masking: MaskingPolicy
  recordingSeconds: number
  capture: CaptureSettings
  triggers: readonly TriggerRule[]
  privacyUrl: string | undefined
  trust: 'signed' | 'none'
}

export type PolicySource = {
  key: string
  /** Address of the server, with a slash at the end. */
  server: string
  installation: InstallationKey | undefined
  fetch: typeof fetch
  storage: Storage | undefined
  now: () => number
}

/** Older rules are not trusted; as declared for this key in `protocol/browser-keys.ts`. */
const cacheSeconds = 86_400
const defaultSeconds = 120
/** Without rules nothing is captured beyond what strict masking allows. */
const nothingMore: CaptureSettings = { canvas: false, assets: false, voice: true, bodies: [], sockets: [] }

type Kept = SignedPolicy & { savedAt: number }

export const cacheKey = (key: string): string => `vitrine:policy:${key}`

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

async function isSigned({ policy, signature }: SignedPolicy, installation: InstallationKey): Promise<boolean> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const key = await crypto.subtle.importKey('jwk', { ...installation }, algorithm, false, ['verify'])
  const text = new TextEncoder().encode(policy)
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytesOf(signature), text)
}

/** The policy inside, if it is ours and correctly signed. */
async function trusted(source: PolicySource, signed: SignedPolicy): Promise<Policy | undefined> {
  try {
    if (!source.installation || !(await isSigned(signed, source.installation))) return undefined
    const policy = JSON.parse(signed.policy) as Policy
    return policy.project === source.key ? policy : undefined
  } catch {
    return undefined
  }
}

async function download(source: PolicySource): Promise<SignedPolicy | undefined> {
  const url = `${source.server}v1/policy?key=${encodeURIComponent(source.key)}`
  const options: RequestInit = {
    cache: 'no-cache',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(10_000),
  }
  try {
    const response = await source.fetch(url, options)
    return response.ok ? ((await response.json()) as SignedPolicy) : undefined
  } catch {
    return undefined
  }
}

/** By this browser's own clock: it may be days off the server's. */
function cached({ storage, key, now }: PolicySource): Kept | undefined {
  try {
    const kept = JSON.parse(storage?.getItem(cacheKey(key)) ?? 'null') as Kept | null
    const age = now() - (kept?.savedAt ?? 0)
    return kept && age >= 0 && age < cacheSeconds * 1_000 ? kept : undefined
  } catch {
    return undefined
  }
}

function keep({ storage, key }: PolicySource, kept: Kept | undefined): void {
  try {
    if (kept) storage?.setItem(cacheKey(key), JSON.stringify(kept))
    else storage?.removeItem(cacheKey(key))
  } catch {
    // Storage may be full or forbidden.
  }
}

/** What an unproven answer may do: record less. It can't make anything visible. */
function unproven(answer: SignedPolicy | undefined): Rules {
  let recordingSeconds = defaultSeconds
  try {
    const claimed = (JSON.parse(answer?.policy ?? '{}') as Partial<Policy>).recordingSeconds
    if (typeof claimed === 'number') recordingSeconds = Math.min(claimed, defaultSeconds)
  } catch {
    // Not even JSON.
  }
  const bare = { capture: nothingMore, triggers: [], privacyUrl: undefined }
  return { masking: strictest, recordingSeconds, ...bare, trust: 'none' }
}

/** The project's rules: fresh ones, else those kept for at most a day, else the strictest there are. */
export async function loadRules(source: PolicySource): Promise<Rules> {
  const answer = await download(source)
  const fresh = answer && (await trusted(source, answer))
  const kept = fresh ? undefined : cached(source)
  const policy = fresh ?? (kept && (await trusted(source, kept)))
  keep(source, fresh ? { ...answer, savedAt: source.now() } : policy && kept)
  if (!policy) return unproven(answer)
  // One kept since before an upgrade may lack the newer parts.
  const { capture = nothingMore, triggers = [] } = policy as Partial<Policy>
  const { masking, recordingSeconds, privacyUrl } = policy
  return { masking, recordingSeconds, capture, triggers, privacyUrl, trust: 'signed' }
}
