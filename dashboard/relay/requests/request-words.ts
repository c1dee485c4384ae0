import type { LoggedRequest } from '@vitrine/protocol'

type Words = { readonly label: string; readonly color: string }

const outcomes: Readonly<Record<string, Words>> = {
  completed: { label: 'Answered', color: 'green' },
  'client-gone': { label: 'Client left', color: 'amber' },
  'upstream-died': { label: 'Provider broke off', color: 'red' },
  'upstream-error': { label: 'Provider’s error', color: 'red' },
  'timed-out': { label: 'Timed out', color: 'red' },
  refused: { label: 'Refused', color: 'red' },
}

/** How a request ended, in words. */
export const outcomeWords = ({ outcome }: Pick<LoggedRequest, 'outcome'>): Words =>
  outcomes[outcome] ?? { label: outcome, color: 'gray' }

/** Milliseconds to read: 1.2 s from a second on. */
export const duration = (ms: number): string => (ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`)
