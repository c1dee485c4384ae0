import { z } from 'zod'
import { line } from './text.ts'

/** In a whole organization. */
export const OrganizationRole = z.enum(['owner', 'admin', 'billing-admin', 'developer', 'viewer'])
export type OrganizationRole = z.infer<typeof OrganizationRole>
/** In one project. */
export const ProjectRole = z.enum(['admin', 'agent', 'viewer'])
export type ProjectRole = z.infer<typeof ProjectRole>
export type Role = OrganizationRole | ProjectRole

/** Languages in which we write to people. */
export const Language = z.enum(['en', 'de', 'fr', 'es', 'it'])
export type Language = z.infer<typeof Language>

/** ASCII first: some letters of other scripts become ASCII ones when they are made small. */
export const Email = z
  .string()
  .refine((text) => /^[\x21-\x7e]+$/.test(text), 'must be an e-mail address')
  .meta({ format: 'email' })
  .pipe(z.email().max(254).toLowerCase())
/** bcrypt reads 72 bytes; longer passwords are hashed first, so the upper bound only limits the work. */
export const Password = z.string().min(12, 'at least 12 characters').max(1024)
export const DisplayName = line(100)
/** Any text: the token of a link that was not copied whole is answered like every link that is not valid. */
export const OneTimeToken = z.string().max(200)

export const SignIn = z.object({ email: Email, password: z.string().min(1).max(1024) })
export type SignIn = z.infer<typeof SignIn>
export const FirstAdmin = z.object({ token: OneTimeToken, email: Email, displayName: DisplayName, password: Password })
export type FirstAdmin = z.infer<typeof FirstAdmin>
export const AcceptInvite = z.object({ token: OneTimeToken, displayName: DisplayName, password: Password })
export type AcceptInvite = z.infer<typeof AcceptInvite>
export const ChangePassword = z.object({ current: z.string().min(1).max(1024), next: Password })
export type ChangePassword = z.infer<typeof ChangePassword>

export const Invite = z.object({ email: Email, displayName: DisplayName, role: ProjectRole })
export type Invite = z.infer<typeof Invite>
/**
 * The link works once, for an hour. It goes out by e-mail where there is a mail server; else it is shown once to the admin
 * who invites. Until it is used `userId` stands for the invitation; a new account takes it over.
 */
export const Invited = z.object({ userId: z.uuid(), link: z.url().nullable(), expiresAt: z.iso.datetime() })
export type Invited = z.infer<typeof Invited>

/** By which a member chooses a new password: single use, shown once. */
export const ResetLink = z.object({ link: z.url(), expiresAt: z.iso.datetime() })
export type ResetLink = z.infer<typeof ResetLink>

export const InviteParams = z.object({ token: OneTimeToken })
/** What the holder of an invitation's link may know. */
export const InviteDetails = z.object({ email: z.string(), displayName: z.string(), place: z.string() })
export type InviteDetails = z.infer<typeof InviteDetails>

export const ChangeRole = z.object({ role: ProjectRole })

export const Member = z.object({
  userId: z.uuid(),
  email: z.string(),
  displayName: z.string(),
  /** What counts in the project. */
  role: ProjectRole,
  /** `organization`: it comes from a role in the whole organization. */
  scope: z.enum(['organization', 'project']),
  /** Invited, has not signed in yet. */
  pending: z.boolean(),
  /** How the invitation is on its way, for those who have not accepted yet. */
  invitation: z.enum(['shown', 'waiting', 'sent', 'refused']).nullable(),
  since: z.iso.datetime(),
})
export type Member = z.infer<typeof Member>

export const Me = z.object({
  userId: z.uuid(),
  email: z.string(),
  displayName: z.string(),
  language: Language,
  platformAdmin: z.boolean(),
  organizations: z.array(
    z.object({ id: z.uuid(), name: z.string(), code: z.string(), role: OrganizationRole.nullable() }),
  ),
  projects: z.array(z.object({ id: z.uuid(), name: z.string(), organizationId: z.uuid(), role: ProjectRole })),
  /** In which a new project can live. */
  regions: z.array(z.string()),
})
export type Me = z.infer<typeof Me>

export const MemberParams = z.object({ projectId: z.uuid(), userId: z.uuid() })
