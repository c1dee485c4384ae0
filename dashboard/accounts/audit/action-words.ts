import type { AuditEntry } from '@vitrine/protocol'

/** What was done, as it stands between a name and a thing. */
const words: Readonly<Record<string, string>> = {
  'api-token.created': 'made an API token',
  'api-token.revoked': 'took back an API token',
  'balance.alert-changed': 'set when a low balance is warned of',
  'document-answers.changed': 'changed the answers that the documents print',
  'documents.published': 'made the project’s privacy documents public',
  'documents.withdrawn': 'made the project’s privacy documents private again',
  'domain.proven': 'proved that a domain is the organization’s',
  'domain.removed': 'removed a domain of the organization',
  'export.downloaded': 'downloaded a copy of data',
  'installation.changed': 'changed who may register',
  'journal.applied': 'erased again what a backup had brought back',
  'keys.rotation-finished': 'finished the change of the encryption key',
  'keys.rotation-started': 'started a change of the encryption key',
  'link-secret.renewed': 'made every link for visitors so far stop working',
  'login.ended': 'ended a sign-in',
  'login.reuse-refused': 'had a sign-in ended, because a spent cookie was used again',
  'member.changed': 'changed their name or language',
  'member.email-changed': 'changed their e-mail address',
  'member.password-changed': 'changed their password',
  'member.password-reset': 'chose a new password by a link sent to them',
  'member.recovery-code-used': 'signed in with a recovery code',
  'member.recovery-codes-renewed': 'made new recovery codes',
  'member.reset-link-made': 'made a link by which a member chooses a new password',
  'member.second-step-off': 'turned two-step sign-in off',
  'member.second-step-on': 'turned two-step sign-in on',
  'model-quality.accepted': 'took the present answers of a model for normal',
  'model-quality.asked': 'had models asked',
  'model-quality.changed': 'set how often models are asked',
  'model-quality.reported': 'handed in checks of models',
  'organization.changed': 'changed the organization’s settings',
  'organization.created': 'made the organization',
  'organization.deletion-requested': 'asked for the organization to be deleted',
  'organization.deletion-withdrawn': 'took back the deletion of the organization',
  'organization.request-log-shortened': 'shortened how long requests to models are logged',
  'platform-admin.named': 'became the administrator of the installation',
  'price.set': 'set a price of models',
  'project.changed': 'changed the project’s settings',
  'project.created': 'made the project',
  'project.retention-shortened': 'shortened how long the project keeps data',
  'provider-credential.created': 'entered a credential for a model provider',
  'provider-credential.removed': 'removed a credential for a model provider',
  'provider-credential.tested': 'tried a credential for a model provider',
  'recipient.added': 'added a recipient of data',
  'recipient.announced': 'announced a recipient of data to clients',
  'recipient.objected-to': 'objected to a recipient of data',
  'recipient.removed': 'removed a recipient of data',
  'registration-code.created': 'made a code for registering',
  'registration-code.withdrawn': 'withdrew a code for registering',
  'registration.approved': 'let in somebody who had registered',
  'registration.declined': 'declined somebody who had registered',
  'relay-channel.changed': 'changed a channel to a model provider',
  'relay-channel.created': 'made a channel to a model provider',
  'relay-channel.removed': 'removed a channel to a model provider',
  'relay-channel.tested': 'tried a channel to a model provider',
  'relay-key.changed': 'changed an API key for models',
  'relay-key.created': 'made an API key for models',
  'relay-key.revoked': 'took back an API key for models',
  'relay-key.rotated': 'replaced an API key for models',
  'relay-limits.set': 'set limits for models',
  'relay-route.changed': 'changed the route to a model',
  'relay-route.created': 'made a route to a model',
  'relay-route.removed': 'removed the route to a model',
  'report.changed': 'changed a report',
  'second-step.not-required': 'made two-step sign-in a choice in the organization',
  'second-step.required': 'made two-step sign-in a must in the organization',
  'sign-on.changed': 'changed the organization’s own sign-on',
  'sign-on.linked': 'signed in with the organization’s own sign-on for the first time',
  'sign-on.removed': 'removed the organization’s own sign-on',
  'visitor-link.made': 'made a link for a visitor to see their data',
  'voice.erased': 'erased a voice note',
  'webhook.changed': 'changed a webhook',
  'webhook.created': 'made a webhook',
  'webhook.removed': 'removed a webhook',
  'webhook.replayed': 'had a webhook called once more',
  'webhook.secret-rotated': 'made a new secret for a webhook',
  'webhook.switched-off': 'switched off a webhook that did not answer',
}

const things: Readonly<Record<string, string>> = {
  member: 'a member',
  organization: 'the organization',
  project: 'the project',
  recording: 'a recording',
  report: 'a report',
  visitor: 'a visitor',
}

/** `data-export` → "data export". */
export const plain = (name: string): string => name.replaceAll('-', ' ')

const person = ({ person: who, action }: AuditEntry): string =>
  who?.name ?? (action === 'membership.invited' ? 'somebody who has no account' : 'an erased member')

const membership: Readonly<Record<string, (entry: AuditEntry) => string>> = {
  'membership.given': (entry) => `gave ${person(entry)} the role ${plain(entry.role ?? '')}`,
  'membership.invited': (entry) => `invited ${person(entry)} as ${plain(entry.role ?? '')}`,
  'membership.changed': (entry) => `gave ${person(entry)} the role ${plain(entry.role ?? '')} instead`,
  'membership.removed': (entry) => `removed ${person(entry)}`,
}

export function whatWasDone(entry: AuditEntry): string {
  const { action } = entry
  const [noun = '', verb = ''] = action.split('.')
  const thing = things[noun]
  if (thing && verb === 'erased') return `asked for the erasure of ${thing}`
  if (thing && verb === 'exported') return `asked for a copy of ${thing}`
  return membership[action]?.(entry) ?? words[action] ?? `${plain(noun)}: ${plain(verb)}`
}

const actors: Readonly<Record<string, string>> = {
  anyone: 'Somebody not signed in',
  job: 'The program',
  operator: 'The operator, on the server',
  visitor: 'A visitor',
}

export const whoDidIt = ({ actor, actorKind }: AuditEntry): string =>
  actor ? (actor.name ?? 'Erased member') : (actors[actorKind] ?? plain(actorKind))
