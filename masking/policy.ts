/** `strict`: all text, inputs and attributes. `balanced`: all inputs, text that detectors flag. `open`: credentials only. */
export type MaskingMode = 'strict' | 'balanced' | 'open'

/** One project's masking rules. Lists are CSS selectors; the most protective match wins, `unmask` last. */
export type MaskingPolicy = {
  mode: MaskingMode
  /** Replaced by an empty box of the same size. */
  block: string[]
  /** Text, inputs and attributes masked whatever the mode. */
  mask: string[]
  /** Shown in clear, except for credentials, which no rule reveals. */
  unmask: string[]
  /** Interactions with these are not recorded. */
  ignore: string[]
}

/** What applies while a project's policy can't be had or trusted. */
export const strictest: MaskingPolicy = { mode: 'strict', block: [], mask: [], unmask: [], ignore: [] }
