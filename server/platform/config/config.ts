/** The installation's settings, read from the environment once, checked, never read again elsewhere. */
export type Config = {
  /** Where the dashboard and the API are reached, without a trailing slash. */
  readonly publicUrl: string
  /** The origin of its own on which recorded pages are replayed. */
  readonly replayUrl: string
  readonly demoUrl: string | undefined
  readonly host: string
  readonly port: number
  readonly replayPort: number
  readonly demoPort: number
  /** Embedded database, objects and the master key live below it. */
  readonly dataDir: string
  /** Set: this PostgreSQL is used and the embedded one is not started. */
  readonly databaseUrl: string | undefined
  /** The only region for now; a project's personal data stays in its stores. */
  readonly region: string
  readonly masterKey: string | undefined
  /** Reverse proxies whose forwarded address is believed: addresses, networks, or names of ranges (`loopback`). */
  readonly trustedProxies: readonly string[]
  readonly operator: {
    readonly name: string
    readonly address: string
    readonly country: string
    readonly contact: string
    readonly privacyContact: string
    readonly hosting: string | undefined
  }
}
