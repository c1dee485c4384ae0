/** Whose data it is. `client` is the organization that uses the installation. */
export type SubjectKind = 'visitor' | 'member' | 'client'

/** How sensitive it is and why it exists: the first of two independent axes. */
export type DataClass = 'personal' | 'operational' | 'telemetry'

/** What kind of thing it is: the second axis. Mapped to fideslang and DPV in `terms.ts`. */
export type Category =
  | 'identity'
  | 'contact'
  | 'account'
  | 'credential'
  | 'content'
  | 'behaviour'
  | 'voice'
  | 'device'
  | 'location'
  | 'reference'
  | 'configuration'
  | 'audit'
  | 'operation'
  | 'secret'
  | 'payment'

/** What one stored value means for the people whose data it is. */
export type Meaning = {
  readonly class: DataClass
  readonly category: Category
  /** Who it is about, when that differs from the table's subjects. */
  readonly about?: SubjectKind
  /** Masked or redacted before it leaves the browser, and scanned again before it is written. */
  readonly masked?: boolean
  /** Plain words for the documents when the column's name is not enough. */
  readonly what?: string
}

type Detail = Omit<Meaning, 'class' | 'category'>

/** Says something about a person: exported to them on request, erased with them. */
export const personal = (category: Category, detail: Detail = {}): Meaning => ({
  class: 'personal',
  category,
  ...detail,
})

/** Needed to run the service; says nothing about a person beyond a reference. */
export const operational = (category: Category, detail: Detail = {}): Meaning => ({
  class: 'operational',
  category,
  ...detail,
})

/** Technical facts about what happened, kept to find faults. */
export const telemetry = (category: Category, detail: Detail = {}): Meaning => ({
  class: 'telemetry',
  category,
  ...detail,
})
