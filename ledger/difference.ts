/** One thing on which the declarations and the installation, or the declarations among themselves, disagree. */
export type Difference = {
  readonly code: DifferenceCode
  /** The exact thing: a column as `table.column`, a key, an object, a host. */
  readonly place: string
  /** What is wrong, in a sentence. */
  readonly what: string
  /** One of what was found, for the eyes of whoever stands at the machine: it may hold anything. */
  readonly example?: string
  /** What to write, ready to paste where possible. */
  readonly write: string
}

export type DifferenceCode =
  | 'undeclared-schema'
  | 'undeclared-table'
  | 'missing-table'
  | 'undeclared-column'
  | 'missing-column'
  | 'wrong-type'
  | 'wrong-nullability'
  | 'missing-default'
  | 'undeclared-key'
  | 'undeclared-object'
  | 'undeclared-file'
  | 'undeclared-job'
  | 'undeclared-payload'
  | 'undeclared-host'
  | 'undeclared-extension'
  | 'undeclared-json'
  | 'undeclared-log-field'
  | 'wrong-partitions'
  | 'duplicate-name'
  | 'unknown-activity'
  | 'unknown-table'
  | 'unknown-column'
  | 'bad-keep'
  | 'bad-reference'
  | 'bad-placeholder'
  | 'bad-payload'
  | 'bad-partitions'
  | 'nobody-concerned'
  | 'out-of-reach'
  | 'kept-forever'
  | 'wrong-region'
  | 'misplaced-rows'
  | 'no-key'
  | 'no-notice'
  | 'wrong-store'
  | 'late-arrival'

/** All of them as one readable text. */
export const listDifferences = (differences: readonly Difference[]): string =>
  differences
    .map(({ code, what, write, example }, index) => {
      const shown = example === undefined ? '' : ` For example ${example}.`
      return `${index + 1}. ${what}${shown} [${code}]\n${indent(write)}`
    })
    .join('\n\n')

const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, '   ')
