/**
 * What a request used, in the units that prices are for. Disjoint: `input` leaves out what was read from or written to a
 * provider's cache and what was audio; `output` leaves out reasoning and audio. Providers report it either way (OpenAI and
 * Gemini include cached tokens in the prompt, Anthropic does not), so the codecs take it apart.
 */
export type Usage = {
  readonly input: number
  readonly cachedInput: number
  readonly cacheWrite: number
  readonly cacheWriteLong: number
  readonly output: number
  readonly reasoning: number
  readonly audioInput: number
  readonly audioOutput: number
  /** Images made. */
  readonly images: number
  /** Characters of text turned into speech. */
  readonly characters: number
  /** Milliseconds of sound that was transcribed. */
  readonly soundMs: number
}

export type Unit = keyof Usage

export const noUsage: Usage = {
  input: 0,
  cachedInput: 0,
  cacheWrite: 0,
  cacheWriteLong: 0,
  output: 0,
  reasoning: 0,
  audioInput: 0,
  audioOutput: 0,
  images: 0,
  characters: 0,
  soundMs: 0,
}
