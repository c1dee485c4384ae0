import type { ChannelHealth, RelayChannel } from '@vitrine/protocol'
import { duration } from '../requests/request-words.ts'

type State = { readonly label: string; readonly color: string }

/** How a channel is, in a word: what keeps requests away from it comes first. */
export function healthState(health: ChannelHealth | undefined): State {
  if (!health || (health.tried === 0 && health.breaker === 'closed'))
    return { label: 'Not asked lately', color: 'gray' }
  if (health.breaker === 'open') return { label: 'Left alone after faults', color: 'red' }
  if (health.breaker === 'half-open') return { label: 'On trial', color: 'amber' }
  if (health.againAt !== null) return { label: 'Asked for a pause', color: 'amber' }
  return health.failed * 20 > health.tried
    ? { label: 'Fails at times', color: 'amber' }
    : { label: 'Answers', color: 'green' }
}

const faults: Readonly<Record<string, string>> = {
  upstream_unreachable: 'was not reached',
  upstream_died: 'broke off',
  upstream_credentials: 'refused our credential',
  upstream_timeout: 'took too long',
  'upstream_error 429': 'had too much to do',
}

/** What a channel's provider did last that it should not have. */
export function faultWords(why: string): string {
  const [code = '', status] = why.split(' ')
  return faults[why] ?? faults[code] ?? (status ? `answered with ${status}` : 'failed')
}

/** A share of all, without saying nothing of what is not nothing. */
export const share = (part: number, all: number): string =>
  part === 0 ? '0 %' : part * 1_000 < all ? '< 0.1 %' : `${Number(((100 * part) / all).toFixed(1))} %`

/** What was measured, a fact each. */
export function healthFacts(health: ChannelHealth, { concurrent }: Pick<RelayChannel, 'concurrent'>): string[] {
  const { tried, failed, running, firstByteMs } = health
  return [
    concurrent === null ? `${running} under way` : `${running} of ${concurrent} under way`,
    `${tried.toLocaleString('en')} tries`,
    ...(tried > 0 ? [`${share(failed, tried)} failed`] : []),
    ...(firstByteMs ? [`begins after ${duration(firstByteMs.p50)}, slowest 5 % ${duration(firstByteMs.p95)}`] : []),
  ]
}
