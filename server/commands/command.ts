import type { Context } from '../context.ts'

export type Input = {
  /** What follows the command's words. */
  readonly args: readonly string[]
  /** `--name=value` or `--name` of the flags that the command knows. */
  readonly flags: Readonly<Record<string, string>>
}

/** What an operator can ask for. `run` answers the exit code. */
export type Command = {
  readonly words: string
  /** What it takes besides, for the list of commands. */
  readonly takes?: string
  readonly what: string
  readonly flags?: readonly string[]
} & (
  | { readonly run: (ctx: Context, input: Input) => Promise<number> }
  /** Needs nothing of the installation: no settings, no stores. */
  | { readonly offline: (input: Input) => Promise<number> }
)
