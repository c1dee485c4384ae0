import type { SubjectKind } from './meaning.ts'

/** GDPR roles of whoever runs the installation, for one activity. */
export type LegalRole = 'controller' | 'processor'

/** Article 6(1) bases; a processor acts on the controller's instructions instead. */
export type LegalBasis =
  | 'consent'
  | 'contract'
  | 'legal obligation'
  | 'legitimate interests'
  | "controller's instructions"

/** A processing activity: the reason for which data is held. Everything stored refers to one. */
export type Activity = {
  readonly id: string
  readonly title: string
  readonly role: LegalRole
  /** Plain words, one or two sentences; printed as they are. */
  readonly purpose: string
  readonly legalBasis: LegalBasis
  readonly subjects: readonly SubjectKind[]
  readonly safeguards: readonly string[]
}

export const activity = (id: string, about: Omit<Activity, 'id'>): Activity => ({ id, ...about })
