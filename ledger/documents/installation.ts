import type { Capability } from '../capability.ts'
import type { Recipient } from '../flow.ts'
import type { Answers } from './questions.ts'

/** What the documents must know about one installation besides the declarations. */
export type Installation = {
  readonly operator: {
    readonly name: string
    readonly address: string
    readonly country: string
    readonly contact: string
    readonly privacyContact: string
  }
  readonly publicUrl: string
  /** Ids of the recipients that this configuration makes active. */
  readonly activeRecipients: readonly string[]
  readonly region: string
  /** Beside it: where projects may be. */
  readonly otherRegions?: readonly string[]
}

/** A recipient as it stands: in use, or announced and in use from a day on. Days as YYYY-MM-DD. */
export type StandingRecipient = Recipient & {
  readonly status: 'in use' | 'announced'
  readonly announced?: string
  /** The end of the notice: until then clients may object. */
  readonly from?: string
}

export type DatedChange = {
  readonly recipient: string
  readonly name: string
  readonly change: 'added' | 'removed'
  readonly announced: string
  readonly effective: string
  readonly notice: string
}

/** One project, as far as it changes what is true of its data. */
export type ProjectView = {
  readonly name: string
  readonly organization: string
  readonly region: string
  readonly retentionDays: number
  /** What this project does not do. */
  readonly off: readonly Capability[]
  /** Its settings in words, as term and value. */
  readonly settings: readonly (readonly [term: string, value: string])[]
}

/** Everything that a document is a function of, besides the declarations. */
export type Circumstances = {
  readonly installation: Installation
  readonly recipients: readonly StandingRecipient[]
  readonly changes: readonly DatedChange[]
  readonly noticeDays: number
  /** What the operator said where only humans know. */
  readonly operator: Answers
  /** What the client said, for a project's documents. */
  readonly client: Answers
  readonly project?: ProjectView
  /** Names of those on whose behalf data is processed; only where the reader may know them. */
  readonly controllers?: readonly string[]
}
