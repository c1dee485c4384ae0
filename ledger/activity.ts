import type { Capability } from './capability.ts'
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

/** What activities are for, coarsely. Mapped to fideslang and DPV in `terms.ts`. */
export type PurposeKind = 'service' | 'support' | 'accounts' | 'security' | 'accountability'

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
  /** What it serves in the terms of the vocabularies; `service` unless said. */
  readonly serves?: PurposeKind
  /** Takes place only in projects that have this turned on. */
  readonly onlyWith?: Capability
}

export const activity = (id: string, about: Omit<Activity, 'id'>): Activity => ({ id, ...about })
