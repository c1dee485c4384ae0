import { z } from 'zod'
import { DisplayName, Email, Language, OneTimeToken, OrganizationRole, Password } from './accounts.ts'
import { line } from './text.ts'

/** Who may make an account by themselves. */
export const Registration = z.enum(['closed', 'open', 'code', 'approval'])
export type Registration = z.infer<typeof Registration>

/** What the doors of the installation look like, for anybody. Without a mail server registration is closed. */
export const Entrance = z.object({ mail: z.boolean(), registration: Registration })
export type Entrance = z.infer<typeof Entrance>
export const ChangeEntrance = z.strictObject({ registration: Registration })

export const AskReset = z.strictObject({ email: Email })
export type AskReset = z.infer<typeof AskReset>
export const ResetPassword = z.strictObject({ token: OneTimeToken, password: Password })
export type ResetPassword = z.infer<typeof ResetPassword>

export const Register = z.strictObject({
  email: Email,
  displayName: DisplayName,
  language: Language,
  /** An organization's, or one that its admins made. */
  code: line(60).optional(),
})
export type Register = z.infer<typeof Register>

export const RegistrationParams = z.object({ token: OneTimeToken })
/** What the holder of a confirmation link is asked for next. */
export const RegistrationDetails = z.object({
  email: z.string(),
  displayName: z.string(),
  /** `join`: a password; `found`: also the name of an organization of their own; `wait`: nothing, somebody decides. */
  next: z.enum(['join', 'found', 'wait']),
  organization: z.string().nullable(),
})
export type RegistrationDetails = z.infer<typeof RegistrationDetails>
export const CompleteRegistration = z.strictObject({
  token: OneTimeToken,
  password: Password.optional(),
  organizationName: line(100).optional(),
})
export type CompleteRegistration = z.infer<typeof CompleteRegistration>
export const RegistrationOutcome = z.object({ state: z.enum(['in', 'waiting']) })

export const RegistrationRequest = z.object({
  id: z.uuid(),
  email: z.string(),
  displayName: z.string(),
  since: z.iso.datetime(),
})
export type RegistrationRequest = z.infer<typeof RegistrationRequest>
export const RequestParams = z.object({ organizationId: z.uuid(), requestId: z.uuid() })
export const ApproveRequest = z.strictObject({ role: OrganizationRole })

export const NewCode = z.strictObject({
  role: z.enum(['viewer', 'developer', 'billing-admin']),
  days: z.number().int().min(1).max(30),
})
export type NewCode = z.infer<typeof NewCode>
export const RegistrationCode = z.object({
  id: z.uuid(),
  role: OrganizationRole,
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})
export type RegistrationCode = z.infer<typeof RegistrationCode>
/** The code itself is shown this once. */
export const MadeCode = RegistrationCode.extend({ code: z.string() })
export const CodeParams = z.object({ organizationId: z.uuid(), codeId: z.uuid() })

export const ChangeProfile = z.strictObject({ displayName: DisplayName, language: Language }).partial()
export type ChangeProfile = z.infer<typeof ChangeProfile>
export const ChangeEmail = z.strictObject({ email: Email, password: z.string().min(1).max(1024) })
export type ChangeEmail = z.infer<typeof ChangeEmail>
export const ConfirmEmail = z.strictObject({ token: OneTimeToken })
