/** Accounts: organizations, projects, members, and who may do what. */
export { audit } from './audit.ts'
export { exportAudit } from './audit-chain/export-audit.ts'
export { startAuditWork } from './audit-chain/jobs.ts'
export { type Anchor, type Verdict, verifyAudit } from './audit-chain/verify-audit.ts'
export { changeRootKey } from './keys/change-root-key.ts'
export { showKeys } from './keys/show-keys.ts'
export { authenticate } from './login/authenticate.ts'
export { startAccountWork } from './mail/jobs.ts'
export { type Letter, letter } from './mail/letter.ts'
export { mailAlerts, mailMember, mailPlatformAdmins } from './mail/mail-member.ts'
export { adminsOf, alerted } from './mail/organization-addresses.ts'
export { displayNames } from './members/display-names.ts'
export { markLeaving } from './members/mark-leaving.ts'
export { projectByPublicKey } from './projects/project-by-public-key.ts'
export { type AuthorizedOrganization, authorizeOrganization } from './rights/authorize-organization.ts'
export {
  type AuthorizedProject,
  authorizeProject,
  authorizeProjectForWork,
  type ProjectRow,
  signInRequired,
} from './rights/authorize-project.ts'
export { asPlatformAdmin, reaches, reachesAccount } from './rights/limits.ts'
export { ownedOrganizations } from './rights/owned-organizations.ts'
export { requirePlatformAdmin } from './rights/require-platform-admin.ts'
export type { ProjectRight } from './rights/rights.ts'
export { roleIn } from './rights/standing-in.ts'
export { accountRoutes } from './routes.ts'
export { createApiToken } from './setup/create-api-token.ts'
export { ensureDemoProject } from './setup/ensure-demo-project.ts'
export { ensureFirstAdminLink } from './setup/ensure-first-admin-link.ts'
export { ensureOrganization } from './setup/ensure-organization.ts'
export * from './tables.ts'
