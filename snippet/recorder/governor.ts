import { clock } from './dom.ts'

/** What recording has cost the page, and what was left out for its sake. */
export type Summary = { spentMs: number; longestMs: number; skipped: Record<string, number> }

export type Governor = ReturnType<typeof createGovernor>

/** A tenth of the page's time and 6 MB of events a minute are what recording may take for more than a moment. */
const budget = { msPerSecond: 100, charactersPerSecond: 100_000 } as const
const highest = 3

/**
 * Measures what recording takes, and says how much of it is too much. At level 1 the pointer's way isn't followed, from 2
 * on changes are gathered for longer, at 3 what is added is shown as empty boxes. Three quiet seconds win a level back.
 */
export function createGovernor(changed: (level: number) => void) {
  const skipped: Record<string, number> = {}
  let spentMs = 0
  let longestMs = 0
  let level = 0
  let second = { from: clock.now(), ms: 0, characters: 0 }
  let over = 0
  let quiet = 0

  const close = (now: number) => {
    const seconds = Math.max(1, (now - second.from) / 1_000)
    const tooMuch = second.ms / seconds > budget.msPerSecond || second.characters / seconds > budget.charactersPerSecond
    over = tooMuch ? over + 1 : 0
    quiet = tooMuch ? 0 : quiet + seconds
    second = { from: now, ms: 0, characters: 0 }
    const before = level
    if (over >= 2) level = Math.min(highest, level + 1)
    else if (quiet >= 3) level = Math.max(0, level - 1)
    if (level === before) return
    over = quiet = 0
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
