import { replayPreferences } from '@vitrine/protocol'
import { type ReplayState, speeds } from './replay.ts'

type Preferences = Pick<ReplayState, 'speed' | 'skipsIdle'>

/** How this member last watched replays in this browser. */
export function readPreferences(): Preferences {
  try {
    const kept = JSON.parse(localStorage.getItem(replayPreferences.name) ?? '{}') as Partial<Preferences>
    return { speed: speeds.find((speed) => speed === kept.speed) ?? 1, skipsIdle: kept.skipsIdle !== false }
  } catch {
    return { speed: 1, skipsIdle: true }
  }
}

export function keepPreferences({ speed, skipsIdle }: Preferences): void {
  try {
    localStorage.setItem(replayPreferences.name, JSON.stringify({ speed, skipsIdle }))
  } catch {
    // A browser that stores nothing plays at the usual speed next time.
  }
}
