/**
 * The terms of the W3C Data Privacy Vocabulary 2.3 that our documents may use; a test finds any other. Each was looked up
 * in the published files: 2.3/dpv/dpv.csv, 2.3/dpv/modules/{process,processing,entities_legalrole,technical_measures}.csv,
 * 2.3/pd/pd.ttl, 2.3/legal/eu/gdpr/modules/{legal_basis,legal_basis_data_transfer}.ttl of https://github.com/w3c/dpv.
 * DPV: Data Privacy Vocabularies and Controls Community Group, W3C Document Licence (2023). Only names are listed here.
 */
export const dpvNamespaces = {
  dpv: 'https://w3id.org/dpv#',
  pd: 'https://w3id.org/dpv/pd#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
} as const

const names = (prefix: keyof typeof dpvNamespaces, list: string): string[] =>
  list
    .trim()
    .split(/\s+/)
    .map((name) => `${prefix}:${name}`)

export const dpvTerms: ReadonlySet<string> = new Set([
  ...names(
    'dpv',
    `PersonalDataProcess Process Purpose Processing Collect Store Erase Delete Record Share Display
    DataController DataProcessor DataSubProcessor Recipient DataProtectionOfficer LegalEntity DataSubject
    Visitor Member Customer CustomerCare AccountManagement EnforceSecurity Verification ServiceProvision
    PersonalData Data StorageCondition StorageDuration StorageLocation StorageDeletion UntilEventDuration Location
    TechnicalMeasure OrganisationalMeasure TechnicalOrganisationalMeasure EncryptionAtRest DataRedaction Pseudonymisation
    AccessControlMethod CryptographicKeyManagement HashFunctions DataProcessingRecord DataProcessingAgreement
    PrivacyNotice DataErasurePolicy DataInventoryManagement
    hasProcess hasPersonalDataProcess hasPurpose hasProcessing hasPersonalData hasData hasDataSubject hasDataController
    hasDataProcessor hasRecipient hasLegalBasis hasStorageCondition hasDuration hasLocation hasCountry hasThirdCountry
    hasTechnicalMeasure hasOrganisationalMeasure hasTechnicalOrganisationalMeasure hasDataProtectionOfficer
    hasRepresentative hasName hasAddress hasContact hasIdentifier hasRecordOfActivity hasNotice hasJurisdiction`,
  ),
  ...names(
    'pd',
    `Name Contact Password Authenticating Communication BrowsingBehaviour Behavioural VoiceCommunicationRecording
    DeviceBased CurrentLocation PaymentCard`,
  ),
  ...names(
    'eu-gdpr',
    'A6-1-a A6-1-b A6-1-c A6-1-d A6-1-e A6-1-f A45-3 A46-2-a A46-2-b A46-2-c A46-2-d A46-2-e A46-2-f A46-3-a A46-3-b A49-1-a',
  ),
])
