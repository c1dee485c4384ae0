import { expect, test } from 'vitest'
import { placeInAudio } from './place-in-audio.ts'

const voice = {
  durationMs: 5_000,
  stretches: [
    { at: 10_000, offsetMs: 0, durationMs: 3_000 },
    { at: 60_000, offsetMs: 3_000, durationMs: 2_000 },
  ],
}

test.each([
  [9_999, undefined],
  [10_000, 0],
  [12_999, 2.999],
  [13_000, undefined],
  [60_500, 3.5],
  [62_000, undefined],
])('at %i ms the audio stands at %s', (at, seconds) => {
  expect(placeInAudio(voice, at)).toBe(seconds)
})
