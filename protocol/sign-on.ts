import { z } from 'zod'
import { Email } from './accounts.ts'
import { line } from './text.ts'

/** What an identity provider may make of those who come in for the first time. */
export const SignOnRole = z.enum(['developer', 'viewer'])
export type SignOnRole = z.infer<typeof SignOnRole>

/** As in e-mail addresses: small letters, names of other scripts in their ASCII form. */
export const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/, 'must be a domain such as example.com')

const issuerWords = 'must be the https address that your provider calls its issuer'
export const Issuer = z
  .url({ protocol: /^https?$/, message: issuerWords })
  .max(300)
  .refine((value) => {
    const { search, hash, username, password } = new URL(value)
    return search === '' && hash === '' && username === '' && password === ''
  }, issuerWords)

export const ChangeSignOn = z.object({
  issuer: Issuer,
  clientId: line(300),
  /** Left out: the one there is stays. */
  clientSecret: z.string().min(1).max(1_000).optional(),
  defaultRole: SignOnRole,
  /** Passwords are refused for the proven domains, except those of owners. */
  onlySignOn: z.boolean(),
})
export type ChangeSignOn = z.infer<typeof ChangeSignOn>

export const SignOnDomain = z.object({
  id: z.uuid(),
  domain: z.string(),
  /** The TXT record that proves whose domain it is. */
  record: z.object({ name: z.string(), value: z.string() }),
  provenAt: z.iso.datetime().nullable(),
})
export type SignOnDomain = z.infer<typeof SignOnDomain>

export const SignOn = z.object({
  provider: z
    .object({
      issuer: z.string(),
      clientId: z.string(),
      defaultRole: SignOnRole,
      onlySignOn: z.boolean(),
      hosts: z.array(z.string()),
    })
    .nullable(),
  /** To be entered at the provider. */
  redirectUri: z.string(),
  domains: z.array(SignOnDomain),
  secondStepRequired: z.boolean(),
})
export type SignOn = z.infer<typeof SignOn>

export const NewDomain = z.object({ domain: Domain })
export const DomainParams = z.object({ organizationId: z.uuid(), domainId: z.uuid() })
export const RequireSecondStep = z.object({ required: z.boolean() })

export const FindSignOn = z.object({ email: Email })
/** Depends on the domain of the address alone: whether somebody has an account is not told. */
export const FoundSignOn = z.object({ signOn: z.boolean(), password: z.boolean() })
export type FoundSignOn = z.infer<typeof FoundSignOn>

export const BeginSignOn = z.object({ email: Email, next: z.string().max(2_000).optional() })
export type BeginSignOn = z.infer<typeof BeginSignOn>
export const SignOnBegun = z.object({ location: z.url() })

/** Why a sign-on did not succeed, as the sign-in page is told. */
export const SignOnProblem = z.enum(['lapsed', 'refused', 'unverified', 'foreign', 'taken'])
export type SignOnProblem = z.infer<typeof SignOnProblem>
