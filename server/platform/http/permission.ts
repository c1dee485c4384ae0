import type { Scope } from '@vitrine/protocol'
import type { ZodType } from 'zod'
import type { Actor, Context } from '../../context.ts'
import type { Credentials } from './credentials.ts'

/**
 * What a route asks of its caller, in a word. `public`: nothing. `intake` and `upload`: the handler checks the project's
 * key and the site's origin, or the upload token. All others: somebody is signed in, and has that right on the thing that
 * the request names, which the handler gets as `Authorized`. `member`: it names nothing but what is their own, or the
 * right depends on what it names. `account`: the person themselves, in a browser; no API token will do.
 */
export type Permission =
  | 'public'
  | 'intake'
  | 'upload'
  | 'member'
  | 'account'
  | 'project:view'
  | 'project:triage'
  | 'project:administer'
  | 'organization:view'
  | 'organization:bill'
  | 'organization:develop'
  | 'organization:administer'
  | 'organization:own'
  | 'platform'

export type Authenticate = (ctx: Context, credentials: Credentials) => Promise<Actor>

declare module 'fastify' {
  interface FastifyContextConfig {
    permission: Permission
    /** What an API token must be good for, where that does not follow from the permission. */
    scope?: Scope
    /** What a WebSocket at this address hears and tells. */
    socket?: { readonly hears: ZodType; readonly tells: ZodType }
  }
  interface FastifyRequest {
    /** The Context on behalf of whoever sent this request. */
    ctx: Context
    /** Whether what it showed to say who it is still counts. */
    signedIn: () => Promise<boolean>
  }
}

const withoutSignIn: ReadonlySet<Permission> = new Set(['public', 'intake', 'upload'])
export const needsSignIn = (permission: Permission): boolean => !withoutSignIn.has(permission)
/** Called by pages of other sites on purpose, and never with cookies. */
export const opensToSites = (permission: Permission): boolean => permission === 'intake' || permission === 'upload'
