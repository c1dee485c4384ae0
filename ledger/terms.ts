import type { LegalBasis, LegalRole, PurposeKind } from './activity.ts'
import type { Category, SubjectKind } from './meaning.ts'

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

/** Whose data it is. A `client` is present through the people who act for it. */
export const dpvSubject: Readonly<Record<SubjectKind, string>> = {
  visitor: 'dpv:Visitor',
  member: 'dpv:Member',
  client: 'dpv:Customer',
}
export const fideslangSubject: Readonly<Record<SubjectKind, string>> = {
  visitor: 'visitor',
  member: 'employee',
  client: 'customer',
}

export const dpvPurpose: Readonly<Record<PurposeKind, string>> = {
  service: 'dpv:ServiceProvision',
  support: 'dpv:CustomerCare',
  accounts: 'dpv:AccountManagement',
  security: 'dpv:EnforceSecurity',
  accountability: 'dpv:Verification',
}
export const fideslangUse: Readonly<Record<PurposeKind, string>> = {
  service: 'essential.service',
  support: 'essential.service.operations.support',
  accounts: 'essential.service.authentication',
  security: 'essential.service.security',
  accountability: 'essential.legal_obligation',
}

/** What describes the service rather than a person is `dpv:Data`. */
export const dpvCategory: Readonly<Record<Category, string>> = {
  identity: 'pd:Name',
  contact: 'pd:Contact',
  account: 'dpv:PersonalData',
  credential: 'pd:Authenticating',
  content: 'pd:Communication',
  behaviour: 'pd:BrowsingBehaviour',
  voice: 'pd:VoiceCommunicationRecording',
  device: 'pd:DeviceBased',
  location: 'pd:CurrentLocation',
  reference: 'dpv:PersonalData',
  configuration: 'dpv:Data',
  audit: 'dpv:PersonalData',
  operation: 'dpv:Data',
  secret: 'pd:Authenticating',
  payment: 'pd:PaymentCard',
}

export const fideslangBasis: Readonly<Record<LegalBasis, string | undefined>> = {
  consent: 'Consent',
  contract: 'Contract',
  'legal obligation': 'Legal obligations',
  'legitimate interests': 'Legitimate interests',
  "controller's instructions": undefined,
}
