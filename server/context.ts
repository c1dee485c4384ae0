import type { Declarations } from '@vitrine/ledger'
import type { Scope } from '@vitrine/protocol'
import type { Kysely } from 'kysely'
import type { LogFieldName, Tables } from './declarations.ts'
import type { Config } from './platform/config/config.ts'
import type { Envelope } from './platform/crypto/envelope.ts'
import type { Signer } from './platform/crypto/signer.ts'
import type { Egress } from './platform/egress/egress.ts'
import type { Ephemeral } from './platform/ephemeral/port.ts'
import type { Jobs } from './platform/jobs/port.ts'
import type { HeldRoots } from './platform/keys/hold-keys.ts'
import type { Log } from './platform/log/log.ts'
import type { Mail } from './platform/mail/mail.ts'
import type { Objects } from './platform/objects/port.ts'

/** How far what a member showed reaches, below what they may themselves. */
export type Limits = {
  /** The API token that was shown, if it was one. */
  readonly token?: string
  /** None: whatever the member may. */
  readonly scopes?: readonly Scope[]
  /** The route named a scope of its own, and it was there: rights on single things are not asked for again. */
  readonly asked?: true
  readonly organizationId: string | null
  readonly projectId: string | null
}

/** On whose behalf a verb acts. */
export type Actor =
  | {
      readonly kind: 'member'
      readonly userId: string
      readonly platformAdmin: boolean
      /** The sign-in of a browser; none for programs. */
      readonly login?: string
      readonly limits?: Limits
    }
  /** Somebody's browser on a client's site, known by the project's public key and its own origin. */
  | { readonly kind: 'visitor'; readonly projectId: string; readonly origin: string }
  | { readonly kind: 'job'; readonly name: string }
  | { readonly kind: 'operator' }
  | { readonly kind: 'anyone' }

/** The stores of one place: the control stores, or those of a region. A transaction lives in one of these. */
export type Stores = {
  readonly name: string
  readonly db: Kysely<Tables>
  /**
   * The key store, a database of its own: what is declared with `store: 'keys'`. No transaction spans both; what is written
   * here stands at once.
   */
  readonly keys: Kysely<Tables>
  readonly objects: Objects
  readonly ephemeral: Ephemeral
  readonly jobs: Jobs
}

declare const open: unique symbol
/** Stores within an open transaction. Only `transact` makes one, so writing outside of it does not compile. */
export type Tx = Stores & { readonly [open]: true }

/** What every verb receives. */
export type Context = {
  readonly actor: Actor
  /** The network address that asks; none for what nobody asked for. Kept nowhere as it is. */
  readonly from?: string
  /** Accounts and money. */
  readonly control: Stores
  /** Everything a project's visitors leave behind. */
  readonly region: (project: { readonly region: string }) => Stores
  /** The names of the regions this process serves. */
  readonly regions: readonly string[]
  /** Injected by `main`; domains never import it. */
  readonly declarations: Declarations
  readonly config: Config
  readonly envelope: Envelope
  /** The keys behind `envelope`, which may change while the program runs. */
  readonly rootKeys: HeldRoots
  /** Signs what others check by the installation's public key, such as the masking policy. */
  readonly signer: Signer
  readonly egress: Egress
  /** None where no mail server is set up. */
  readonly mail: Mail | undefined
  readonly log: Log<LogFieldName>
  readonly now: () => Date
  /** Runs once what is being written is committed; at once outside a transaction. */
  readonly afterCommit: (work: () => void | Promise<void>) => void
}

declare const granted: unique symbol
/**
 * A row that the actor was found to have the right to. Only `accounts` makes one, so a forgotten check does not compile.
 * One with more rights fits where fewer are asked for.
 */
export type Authorized<T, Right extends string> = T & { readonly [granted]: { readonly [R in Right]: true } }
