/** Which documents there are. Each is a pure function of declarations, installation and, if it is about one, project. */
export const documentKinds = {
  'privacy-page': {
    title: 'Privacy page',
    purpose: 'What is stored about whom, why, and for how long. For everybody whose data it is.',
  },
  'processing-summary': {
    title: 'Data-processing summary',
    purpose: 'The short version: every kind of data in a line. For a buyer’s first questions.',
  },
  'record-controller': {
    title: 'Record of processing, as controller',
    purpose: 'What Article 30(1) of the GDPR asks of whoever decides why data is processed. For the authority.',
  },
  'record-processor': {
    title: 'Record of processing, as processor',
    purpose: 'What Article 30(2) of the GDPR asks of whoever processes data for others. For the authority.',
  },
  'sub-processors': {
    title: 'Sub-processors',
    purpose: 'Who else receives data, where, and since when; changes are announced. For clients.',
  },
  'processing-agreement': {
    title: 'Data-processing agreement',
    purpose: 'The contract of Article 28(3) of the GDPR between client and operator, annexes filled in. For signing.',
  },
  'retention-schedule': {
    title: 'Retention schedule',
    purpose: 'When what is deleted, and how. For auditors.',
  },
  'browser-storage': {
    title: 'Cookies and browser storage',
    purpose: 'What stays in a visitor’s or a member’s browser. For the site’s cookie notice.',
  },
} as const satisfies Record<string, { readonly title: string; readonly purpose: string }>

export type DocumentKind = keyof typeof documentKinds
export const documentKindNames = Object.keys(documentKinds) as DocumentKind[]

/** In which formats each can be had. The last two speak the vocabularies of W3C and Fides. */
export const documentFormats = ['html', 'md', 'csv', 'json', 'jsonld', 'yaml'] as const
export type DocumentFormat = (typeof documentFormats)[number]
