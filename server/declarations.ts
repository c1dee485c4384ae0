import type { Declarations, NewRow, Row, Table } from '@vitrine/ledger'
import {
  accessCookie,
  colourScheme,
  deviceCookie,
  policyCache,
  refreshCookie,
  reloadedOnce,
  replayPreferences,
  scrollPlaces,
  secondStepCookie,
  signOnCookie,
  waitingFlag,
  waitingReports,
} from '@vitrine/protocol'
import type { ColumnType } from 'kysely'
import * as login from './accounts/login/tables.ts'
import * as signOn from './accounts/sign-on/tables.ts'
import * as accounts from './accounts/tables.ts'
import * as billing from './billing/tables.ts'
import * as capture from './capture/tables.ts'
import { operation } from './platform/activity.ts'
import { keyHolders, rootKeys } from './platform/keys/tables.ts'
import { logFields } from './platform/log-fields.ts'
import { database, hosting, keyService, keyStore, objectStore, shortLivedStore, smtp } from './platform/recipients.ts'
import {
  ephemeralEntries,
  migrations,
  observations,
  ownRegion,
  platformSecrets,
  queue,
  tombstones,
} from './platform/tables.ts'
import { limitations } from './privacy/limitations.ts'
import * as privacy from './privacy/tables.ts'
import * as evidence from './relay/evidence/tables.ts'
import { telemetryCollector } from './relay/evidence/telemetry/recipients.ts'
import { meterSpaces } from './relay/keys/meters.ts'
import * as relayKeys from './relay/keys/tables.ts'
import * as quality from './relay/quality/tables.ts'
import * as supply from './relay/supply/tables.ts'
import * as webhooks from './relay/webhooks/tables.ts'
import * as reports from './reports/tables.ts'
import * as visitors from './visitors/tables.ts'

const tables = [
  migrations,
  observations,
  ephemeralEntries,
  platformSecrets,
  ownRegion,
  rootKeys,
  keyHolders,
  tombstones,
  accounts.organizations,
  accounts.users,
  accounts.projects,
  accounts.agentMemberships,
  accounts.passwordResetTokens,
  login.apiTokens,
  login.secondFactors,
  login.recoveryCodes,
  accounts.installationSettings,
  accounts.registrationCodes,
  signOn.signOnProviders,
  signOn.signOnDomains,
  signOn.signOnIdentities,
  accounts.membershipAuditLog,
  accounts.auditLog,
  accounts.auditWaiting,
  accounts.auditSeals,
  accounts.auditChecks,
  relayKeys.apiKeys,
  relayKeys.relayLimits,
  relayKeys.keySpend,
  visitors.projectSecrets,
  visitors.visitors,
  billing.balances,
  billing.balanceLeases,
  billing.balanceRequests,
  billing.balanceTransactions,
  billing.balanceMonths,
  billing.prices,
  supply.relayChannels,
  supply.relayRoutes,
  supply.relayTargets,
  supply.providerCredentials,
  evidence.requestLog,
  evidence.usageRecords,
  evidence.usageHours,
  webhooks.webhookEndpoints,
  webhooks.webhookDeliveries,
  quality.modelQualityChecks,
  quality.modelQualitySettings,
  capture.recordings,
  capture.recordingBlocks,
  capture.dataKeys,
  capture.voiceNotes,
  capture.triggerEvents,
  capture.assets,
  capture.recordingAssets,
  reports.reports,
  privacy.erasures,
  privacy.dataExports,
  privacy.exportKeys,
  privacy.sweeps,
  privacy.driftChecks,
  privacy.driftDifferences,
  privacy.documentVersions,
  privacy.documentAnswers,
  privacy.publishedDocuments,
  privacy.recipientNotices,
  privacy.recipientObjections,
] as const

/** Every place there is, one line each. `main` injects it; domains read it as `ctx.declarations`. */
export const declarations = {
  activities: [
    operation,
    accounts.membership,
    accounts.auditing,
    visitors.recognising,
    billing.billing,
    relayKeys.relayAccess,
    supply.supplying,
    evidence.relaying,
    evidence.accounting,
    webhooks.notifying,
    quality.watchingQuality,
    capture.debugging,
    capture.speaking,
    capture.triggering,
    privacy.accountability,
    privacy.handingOut,
  ],
  tables,
  keyspaces: [
    accounts.mailRate,
    accounts.invitationRate,
    accounts.invitationRateTo,
    login.ownLogins,
    login.signOnLogins,
    login.failedLogins,
    login.failedHere,
    login.failedCodes,
    login.signInRate,
    signOn.signOnFlows,
    visitors.visitorLinkRate,
    billing.recalls,
    billing.priceNews,
    relayKeys.keyNews,
    supply.supplyNews,
    supply.openChannels,
    supply.relayNodes,
    supply.relayNodeHealth,
    ...meterSpaces,
    capture.snippetSeen,
    capture.intakeRate,
    capture.projectNews,
    privacy.exportRequests,
    privacy.exportDownloads,
  ],
  buckets: [capture.recordingObjects, capture.voiceObjects, capture.assetObjects, privacy.exportObjects],
  localFiles: [billing.chargeJournal],
  browserKeys: [
    accessCookie,
    refreshCookie,
    deviceCookie,
    secondStepCookie,
    signOnCookie,
    colourScheme,
    replayPreferences,
    scrollPlaces,
    reloadedOnce,
    policyCache,
    waitingReports,
    waitingFlag,
  ],
  recipients: [
    signOn.identityProvider,
    supply.modelProvider,
    supply.ownModelProvider,
    signOn.nameServers,
    webhooks.webhookReceiver,
    telemetryCollector,
    database,
    keyStore,
    objectStore,
    shortLivedStore,
    smtp,
    keyService,
    hosting,
  ],
  jobs: [
    accounts.sealAuditJob,
    accounts.checkAuditJob,
    accounts.retireKeysJob,
    accounts.sendMailJob,
    webhooks.deliverWebhook,
    relayKeys.tellExpiredKeysJob,
    billing.keepBalancesJob,
    billing.loadPricesJob,
    quality.qualityRound,
    quality.probeChannel,
    quality.routeHealth,
    capture.indexRecording,
    privacy.eraseSubject,
    privacy.makeExport,
    privacy.sweepJob,
    privacy.publishJob,
    privacy.driftJob,
  ],
  foreignSchemas: [queue],
  logFields,
  limitations,
} satisfies Declarations

type Shape<T extends Table> = {
  [K in keyof Row<T>]: ColumnType<Row<T>[K], K extends keyof NewRow<T> ? NewRow<T>[K] : never, Row<T>[K]>
}
/** What Kysely checks queries against, made from the declarations. */
export type Tables = { [T in (typeof tables)[number] as T['name']]: Shape<T> }
export type LogFieldName = (typeof logFields)[number]['name']
