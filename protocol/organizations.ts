import { z } from 'zod'
import { DisplayName, Email, Language, OrganizationRole } from './accounts.ts'
import { line } from './text.ts'

/** Letters, digits and hyphens only: what looks like another's code in another script is none. */
export const OrganizationCode = z
  .string()
  .trim()
  .toLowerCase()
  .min(3)
  .max(30)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be small letters, digits and single hyphens')

/** As which role the organization's code lets people register; `null`: it opens nothing. */
export const JoinsAs = z.enum(['viewer', 'developer']).nullable()

export const NewOrganization = z.strictObject({
  name: line(100),
  code: OrganizationCode,
  /** Who is invited to be its first owner. */
  owner: z.strictObject({ email: Email, displayName: DisplayName, language: Language }).optional(),
})
export type NewOrganization = z.infer<typeof NewOrganization>

export const ChangeOrganization = z
  .strictObject({ name: line(100), code: OrganizationCode, alertEmail: Email.nullable(), joinsAs: JoinsAs })
  .partial()
export type ChangeOrganization = z.infer<typeof ChangeOrganization>
export const ChangeBilling = z.strictObject({ billingEmail: Email.nullable() })

export const Organization = z.object({
  id: z.uuid(),
  name: z.string(),
  code: z.string(),
  /** Missing for those who may neither bill nor administer. */
  billingEmail: z.string().nullable().optional(),
  alertEmail: z.string().nullable().optional(),
  joinsAs: JoinsAs,
  deletionRequestedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
})
export type Organization = z.infer<typeof Organization>

/** How an organization appears to those who run the installation. */
export const OrganizationSummary = Organization.extend({
  projects: z.number().int(),
  members: z.number().int(),
})
export type OrganizationSummary = z.infer<typeof OrganizationSummary>

export const OrganizationMember = z.object({
  userId: z.uuid(),
  email: z.string(),
  displayName: z.string(),
  role: OrganizationRole,
  /** How the invitation is on its way, for those who have not accepted yet. */
  invitation: z.enum(['shown', 'waiting', 'sent', 'refused']).nullable(),
  since: z.iso.datetime(),
})
export type OrganizationMember = z.infer<typeof OrganizationMember>

export const OrganizationInvite = z.strictObject({ email: Email, displayName: DisplayName, role: OrganizationRole })
export type OrganizationInvite = z.infer<typeof OrganizationInvite>
export const ChangeOrganizationRole = z.strictObject({ role: OrganizationRole })
export const OrganizationMemberParams = z.object({ organizationId: z.uuid(), userId: z.uuid() })
