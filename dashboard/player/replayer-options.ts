import type { Replayer } from '@rrweb/replay'

/** rrweb's own name for them. */
export type ReplayerEvents = ConstructorParameters<typeof Replayer>[0]

export const replayerOptions = {
  // Changes go straight to the page: a seek arrives folded, so there is never a long way to catch up.
  useVirtualDom: false,
  // The frame must not take the keyboard from the dashboard.
  triggerFocus: false,
  showWarning: false,
  // Its way, a rule for every element and its ::before and ::after, doubles the cost of styling; see animations.ts.
  pauseAnimation: false,
  mouseTail: { duration: 600, lineCap: 'round', lineWidth: 2, strokeStyle: '#0f766e' },
} as const

// Style sheets that one Replayer has read need not be read again by the next.
const cache = { stylesWithHoverClass: new Map<string, string>() }
const mostSheets = 500

export function shareCache(replayer: Replayer): void {
  if (cache.stylesWithHoverClass.size > mostSheets) cache.stylesWithHoverClass.clear()
  Object.assign(replayer, { cache })
}
