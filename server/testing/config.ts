import type { Config } from '../platform/config/config.ts'

/** Settings as on a fresh machine, below `dataDir`, on any free port. */
export const testConfig = (dataDir: string): Config => ({
  publicUrl: 'http://localhost:4400',
  replayUrl: 'http://localhost:4401',
  demoUrl: undefined,
  host: '127.0.0.1',
  port: 0,
  replayPort: 0,
  demoPort: 0,
  dataDir,
  databaseUrl: undefined,
  keysDatabaseUrl: undefined,
  redisUrl: undefined,
  s3: undefined,
  smtp: undefined,
  services: ['jobs', 'replay', 'web'],
  region: 'eu',
  masterKey: undefined,
  noticeDays: 30,
  trustedProxies: [],
  privateSignOn: false,
  dnsServers: [],
  operator: {
    name: 'Example Operator',
    address: '1 Example Street, Example Town',
    country: 'Germany',
    contact: 'operator@example.com',
    privacyContact: 'privacy@example.com',
    hosting: undefined,
  },
})
