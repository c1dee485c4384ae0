import type { MaskCounts } from './counts.ts'
import type { MaskingMode } from './policy.ts'
import { redactDeep } from './redact-deep.ts'
import type { Redact } from './redact-text.ts'
import { levelOf } from './zone.ts'

/** The second scan of recorded events, whatever the browser did: what detectors find, anywhere in them. */
export function redactEvents<E>(
  events: readonly E[],
  mode: MaskingMode = 'strict',
  redact?: Redact,
): { events: E[]; counts: MaskCounts } {
  const counts: MaskCounts = {}
  return { events: events.map((event) => redactDeep(event, levelOf(mode), counts, redact)), counts }
}
