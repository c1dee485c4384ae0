import type { LegalBasis, LegalRole } from './activity.ts'
import type { Category } from './meaning.ts'

/**
 * Our categories in the terms of the fideslang taxonomy (3.1, `data_categories`), mapped once, here. What describes the
 * service rather than a person falls under `system.operations`.
 */
export const fideslang: Readonly<Record<Category, string>> = {
  identity: 'user.name',
  contact: 'user.contact',
  account: 'user.account',
  credential: 'user.authorization.credentials',
  content: 'user.content.private',
  behaviour: 'user.behavior',
  voice: 'user.biometric.voice',
  device: 'user.device',
  location: 'user.location.imprecise',
  reference: 'user.unique_id.pseudonymous',
  configuration: 'system.operations',
  audit: 'system.operations',
  operation: 'system.operations',
  secret: 'system.authentication',
  payment: 'user.payment',
}

/** Legal roles and bases in the terms of the Data Privacy Vocabulary (DPV 2.3 and its `eu-gdpr` extension). */
export const dpvRole: Readonly<Record<LegalRole, string>> = {
  controller: 'dpv:DataController',
  processor: 'dpv:DataProcessor',
}

/** A processor needs no basis of its own: it acts for one who has. */
export const dpvBasis: Readonly<Record<LegalBasis, string | undefined>> = {
  consent: 'eu-gdpr:A6-1-a',
  contract: 'eu-gdpr:A6-1-b',
  'legal obligation': 'eu-gdpr:A6-1-c',
  'legitimate interests': 'eu-gdpr:A6-1-f',
  "controller's instructions": undefined,
}
