import { z } from 'zod'
import { line } from './text.ts'

/** What a program's token may do. Each of the first three comes with those before it. */
export const Scope = z.enum(['read', 'triage', 'administer', 'erase', 'export', 'platform'])
export type Scope = z.infer<typeof Scope>

export const SecondStepAsked = z.object({ secondStep: z.literal(true) })
export type SecondStepAsked = z.infer<typeof SecondStepAsked>

/** Six digits of the app, or a recovery code; blanks and hyphens don't count. */
export const SecondStepCode = z.object({ code: z.string().min(6).max(40) })
export type SecondStepCode = z.infer<typeof SecondStepCode>

const OwnPassword = z.string().min(1).max(1024)
export const PasswordAgain = z.object({ password: OwnPassword })
export type PasswordAgain = z.infer<typeof PasswordAgain>

/** For the app: as a QR code, or typed by hand. Shown until a first code has proved that it arrived. */
export const SecondStepSecret = z.object({ uri: z.string(), secret: z.string() })
export type SecondStepSecret = z.infer<typeof SecondStepSecret>

/** Shown once. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()) })
export type RecoveryCodes = z.infer<typeof RecoveryCodes>

export const SecondStep = z.object({
  /** `null`: it is off. */
  since: z.iso.datetime().nullable(),
  recoveryCodesLeft: z.number().int(),
  /** Names of the organizations that ask their members for it. */
  requiredBy: z.array(z.string()),
  /** Whoever signs in elsewhere has no password here to secure. */
  hasPassword: z.boolean(),
})
export type SecondStep = z.infer<typeof SecondStep>

export const LoginSession = z.object({
  id: z.uuid(),
  /** In words: "Firefox 140 on Linux". */
  browser: z.string(),
  since: z.iso.datetime(),
  lastUsed: z.iso.datetime(),
  /** The one that asks. */
  current: z.boolean(),
  /** The organization whose sign-on started it, if one did. */
  signOn: z.string().nullable(),
})
export type LoginSession = z.infer<typeof LoginSession>

export const LoginSessionParams = z.object({ sessionId: z.uuid() })

export const NewApiToken = z
  .object({
    label: line(100),
    scopes: z.array(Scope).min(1).max(Scope.options.length),
    /** Only in this organization, or only in this project. */
    organizationId: z.uuid().optional(),
    projectId: z.uuid().optional(),
    expiresInDays: z.number().int().min(1).max(366),
  })
  .refine(({ organizationId, projectId }) => !(organizationId && projectId), {
    message: 'name the organization or the project, not both',
    path: ['projectId'],
  })
export type NewApiToken = z.infer<typeof NewApiToken>

export const ApiToken = z.object({
  id: z.uuid(),
  label: z.string(),
  /** The characters it starts with. */
  prefix: z.string(),
  scopes: z.array(Scope),
  organization: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  project: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  /** The day, as YYYY-MM-DD. */
  lastUsedOn: z.iso.date().nullable(),
})
export type ApiToken = z.infer<typeof ApiToken>

/** `token` is shown this once. */
export const CreatedApiToken = ApiToken.extend({ token: z.string() })
export type CreatedApiToken = z.infer<typeof CreatedApiToken>

export const ApiTokenParams = z.object({ tokenId: z.uuid() })
