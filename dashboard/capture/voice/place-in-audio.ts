import type { Voice } from '@vitrine/protocol'

/** Seconds into the audio that go with a moment of the replay; `undefined` where nobody spoke. */
export function placeInAudio({ stretches }: Voice, at: number): number | undefined {
  const found = stretches.find((stretch) => at >= stretch.at && at < stretch.at + stretch.durationMs)
  return found && (found.offsetMs + at - found.at) / 1_000
}
