/** Parts of the program, in the order in which they start; each may run on machines of its own. */
export const services = ['jobs', 'relay', 'replay', 'web'] as const
export type Service = (typeof services)[number]

/** A bucket of our own on a server that speaks S3. */
export type S3Config = {
  readonly endpoint: string
  /** What is really reached: the endpoint, or the bucket's own name below it. */
  readonly address: string
  readonly region: string
  readonly bucket: string
  readonly keyId: string
  readonly secret: string
  readonly forcePathStyle: boolean
}

/** A mail server that takes our letters. */
export type SmtpConfig = {
  readonly host: string
  readonly port: number
  /** `starttls`: the connection must become encrypted; `implicit`: it is from its first byte; `none`: it never is. */
  readonly tls: 'starttls' | 'implicit' | 'none'
  readonly user: string | undefined
  readonly password: string | undefined
  readonly from: { readonly name: string; readonly address: string }
}

/** Where one region keeps what it has. */
export type RegionConfig = {
  readonly region: string
  /** Embedded database and objects live below it. */
  readonly dataDir: string
  /** Set: this PostgreSQL is used and the embedded one is not started. */
  readonly databaseUrl: string | undefined
  /** Set: keys rest there. Else in a database beside the main one. */
  readonly keysDatabaseUrl: string | undefined
  /** Set: what lapses is kept in this Redis, for all machines, instead of in this process and its database. */
  readonly redisUrl: string | undefined
  /** Set: objects are kept there instead of in files. */
  readonly s3: S3Config | undefined
}

/** The installation's settings, read from the environment once, checked, never read again elsewhere. */
export type Config = RegionConfig & {
  /** Where the dashboard and the API are reached, without a trailing slash. */
  readonly publicUrl: string
  /** The origin of its own on which recorded pages are replayed. */
  readonly replayUrl: string
  readonly demoUrl: string | undefined
  /** Where a simulated model provider answers, on this very machine. Whoever started one says so; no setting does. */
  readonly simulatorUrl: string | undefined
  readonly host: string
  readonly port: number
  readonly replayPort: number
  readonly demoPort: number
  /** Set: letters are sent through it. */
  readonly smtp: SmtpConfig | undefined
  /** What this process starts. */
  readonly services: readonly Service[]
  /** Beside the main one, which `region` names: its stores hold accounts too. A project's personal data stays in its region. */
  readonly otherRegions: readonly RegionConfig[]
  readonly masterKey: string | undefined
  /** How many days before a new recipient of data the clients are told. */
  readonly noticeDays: number
  /** How many days backups are kept: of everything, and of the keys that open it. */
  readonly backupDays: number
  readonly keysBackupDays: number
  /** Set: a program with its arguments that wraps and unwraps root keys. */
  readonly masterKeyCommand: readonly string[] | undefined
  /** Reverse proxies whose forwarded address is believed: addresses, networks, or names of ranges (`loopback`). */
  readonly trustedProxies: readonly string[]
  /** Identity providers may be at private addresses: right where they stand in the operator's own network. */
  readonly privateSignOn: boolean
  /** Model providers that the operator sets up may be at private addresses: right for models on machines of their own. */
  readonly privateProviders: boolean
  /** Webhooks may be called at private addresses. */
  readonly privateWebhooks: boolean
  /** Set: `/metrics` answers whoever shows it. */
  readonly metricsToken: string | undefined
  /** Set: this collector gets spans and metrics of requests to models. */
  readonly otlpUrl: string | undefined
  /** Name servers that are asked when a domain is proven; none: the machine's own. */
  readonly dnsServers: readonly string[]
  readonly operator: {
    readonly name: string
    readonly address: string
    readonly country: string
    readonly contact: string
    readonly privacyContact: string
    readonly hosting: string | undefined
  }
}
