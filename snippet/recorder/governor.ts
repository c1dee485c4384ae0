import { clock } from './dom.ts'

/** What recording has cost the page, and what was left out for its sake. */
export type Summary = { spentMs: number; longestMs: number; skipped: Record<string, number> }

export type Governor = ReturnType<typeof createGovernor>

/** From so many ms of a second, or characters of events, on, recording has to become cheaper: by one, two or three steps. */
const limits = [
  { ms: 100, characters: 800_000 },
  { ms: 200, characters: 1_200_000 },
  { ms: 400, characters: 2_000_000 },
] as const

const patience = { up: 2, down: 3 } as const

/**
 * Measures what recording takes, and says how much of it is too much. At level 1 the pointer's way isn't followed, from 2
 * on changes are gathered for longer, at 3 what is added is shown as empty boxes. Three seconds of less win a level back.
 */
export function createGovernor(changed: (level: number) => void) {
  const skipped: Record<string, number> = {}
  let spentMs = 0
  let longestMs = 0
  let level = 0
  let second = { from: clock.now(), ms: 0, characters: 0 }
  let higher = 0
  let lower = 0

  const close = (now: number) => {
    const seconds = Math.max(1, (now - second.from) / 1_000)
    const over = limits.filter(
      ({ ms, characters }) => second.ms > ms * seconds || second.characters > characters * seconds,
    )
    second = { from: now, ms: 0, characters: 0 }
    higher = over.length > level ? higher + seconds : 0
    lower = over.length < level ? lower + seconds : 0
    if (higher < patience.up && lower < patience.down) return
    level += higher ? 1 : -1
    higher = lower = 0
    changed(level)
  }
  return {
    get level() {
      return level
    },
    /** Runs a task of ours and counts its time; `free`: what is only done once counts for the sum alone. */
    timed<T>(run: () => T, free = false): T {
      const from = clock.now()
      try {
        return run()
      } finally {
        const now = clock.now()
        spentMs += now - from
        longestMs = Math.max(longestMs, now - from)
        if (!free) second.ms += now - from
        if (now - second.from >= 1_000) close(now)
      }
    },
    sent(characters: number): void {
      second.characters += characters
    },
    skip(what: string, times = 1): void {
      skipped[what] = (skipped[what] ?? 0) + times
    },
    summary: (): Summary => ({
      spentMs: Math.round(spentMs),
      longestMs: Math.round(longestMs * 10) / 10,
      skipped: { ...skipped },
    }),
  }
}
