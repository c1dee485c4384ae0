import type { Me } from '@vitrine/protocol'

/** A page of the program: where it is, and the heading by which it is known to be shown. */
export type Listed = { readonly name: string; readonly path: string; readonly heading: string | RegExp }

const pages = (list: Record<string, readonly [path: string, heading: string | RegExp]>): readonly Listed[] =>
  Object.entries(list).map(([name, [path, heading]]) => ({ name, path, heading }))

/** For somebody who is not signed in; the tokens are of no link that was ever sent. */
export const doors = pages({
  'sign-in': ['/sign-in', 'Sign in'],
  'forgot-password': ['/forgot-password', 'Forgot your password?'],
  'reset-password': ['/reset-password#token=none', 'Choose a new password'],
  register: ['/register', 'Register'],
  'confirm-registration': ['/register/confirm#token=none', 'This link does not work'],
  'confirm-email': ['/confirm-email#token=none', 'Your new e-mail address'],
  'accept-invite': ['/accept-invite#token=none', 'This invitation does not work'],
  visitor: ['/visitor#token=none', 'Your data'],
  'verify-receipt': ['/receipts/verify', 'Check a receipt'],
})

/** Everybody may read these. `sub-processors` stands for the documents that are made of tables. */
export const published = pages({
  documents: ['/documents', 'Privacy documents'],
  'sub-processors': ['/documents/sub-processors.html', 'Sub-processors'],
  'what-changed': ['/documents/privacy-page/history.html', 'What changed'],
})

/** What the first admin finds, beside the reports. */
export function managed({ projects: [project], organizations: [organization] }: Me): readonly Listed[] {
  const [inProject, inOrganization] = [`/projects/${project?.id}`, `/organizations/${organization?.id}`]
  return pages({
    account: ['/account', 'Account'],
    'new-project': ['/projects/new', 'New project'],
    'set-up': [`${inProject}/set-up`, 'Set-up'],
    settings: [`${inProject}/settings`, 'Settings'],
    'project-documents': [`${inProject}/documents`, 'Privacy documents'],
    erasures: [`${inProject}/erasures`, 'Erasures'],
    copies: [`${inProject}/exports`, 'Copies'],
    members: [`${inProject}/members`, 'Members'],
    'organization-members': [`${inOrganization}/members`, 'Members'],
    'organization-settings': [`${inOrganization}/settings`, 'Settings'],
    'organization-sign-on': [`${inOrganization}/sign-on`, 'Sign-in'],
    'organization-documents': [`${inOrganization}/privacy`, 'Privacy documents'],
    'organization-audit': [`${inOrganization}/audit`, 'Audit'],
    organizations: ['/administration/organizations', 'Organizations'],
    'administration-documents': ['/administration/documents', 'Privacy documents'],
    drift: ['/administration/drift', 'What is stored agrees with what we publish'],
    retention: ['/administration/retention', 'Retention'],
    keys: ['/administration/keys', 'Keys'],
    'administration-audit': ['/administration/audit', 'Audit'],
  })
}
