import type { QualityCheck, QualityKind, QualityStatus } from '@vitrine/protocol'

export const kinds: readonly { readonly kind: QualityKind; readonly label: string }[] = [
  { kind: 'fingerprint', label: 'Same model' },
  { kind: 'eval', label: 'Small exam' },
  { kind: 'latency', label: 'Speed' },
  { kind: 'route', label: 'Requests' },
]

export const labelOf = (kind: QualityKind): string => kinds.find((one) => one.kind === kind)?.label ?? kind

export const statusWords: Readonly<Record<QualityStatus, string>> = {
  pass: 'As usual',
  warn: 'Noticeable',
  fail: 'Not as usual',
}

const sources: Readonly<Record<QualityCheck['source'], string>> = {
  probe: 'our questions',
  traffic: 'requests of an hour',
  external: 'a job outside',
  accepted: 'taken for normal',
}

const routes: Readonly<Record<QualityCheck['routeStatus'], string>> = {
  answered: 'answered',
  partly: 'partly answered',
  refused: 'refused',
  limited: 'rate limited',
  failed: 'failed at the provider',
  'timed-out': 'timed out',
  unreachable: 'unreachable',
}

const ms = (value: number) => `${value.toLocaleString('en')} ms`

/** What was measured, in a line. */
export function factsOf(check: QualityCheck): string {
  const { score, sample, kind, firstByteMs, slowFirstByteMs, tokensPerSecond, latencyMs } = check
  const shares = { fingerprint: 'agreed', eval: 'right', latency: '', route: 'answered' }
  const facts = [
    sources[check.source],
    check.routeStatus === 'answered' ? undefined : routes[check.routeStatus],
    check.httpStatus && check.httpStatus >= 400 ? `HTTP ${check.httpStatus}` : undefined,
    typeof score === 'number' ? `${Math.round(score * 100)} % ${shares[kind]}` : undefined,
    typeof sample === 'number' && kind === 'route' ? `of ${sample.toLocaleString('en')} requests` : undefined,
    typeof firstByteMs === 'number' ? `begins after ${ms(firstByteMs)}` : undefined,
    typeof slowFirstByteMs === 'number' ? `slowest 5 % ${ms(slowFirstByteMs)}` : undefined,
    typeof tokensPerSecond === 'number' ? `${Math.round(tokensPerSecond)} tokens/s` : undefined,
    check.item !== null && typeof latencyMs === 'number' ? ms(latencyMs) : undefined,
  ]
  return facts.filter(Boolean).join(', ')
}
