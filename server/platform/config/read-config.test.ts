import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './read-config.ts'
import { settings } from './settings.ts'

const problemsOf = (env: Record<string, string>, args: string[] = []): readonly string[] => {
  try {
    readConfig(env, args)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

test('nothing has to be set', () => {
  expect(readConfig({ HOME: '/root', PATH: '/bin' })).toEqual({
    publicUrl: 'http://localhost:4400',
    replayUrl: 'http://localhost:4401',
    demoUrl: 'http://localhost:4402',
    host: '127.0.0.1',
    port: 4400,
    replayPort: 4401,
    demoPort: 4402,
    dataDir: resolve('.vitrine'),
    databaseUrl: undefined,
    redisUrl: undefined,
    s3: undefined,
    services: ['jobs', 'relay', 'replay', 'web'],
    region: 'eu',
    otherRegions: [],
    masterKey: undefined,
    noticeDays: 30,
    privateSignOn: false,
    privateProviders: false,
    privateWebhooks: false,
    metricsToken: undefined,
    otlpUrl: undefined,
    dnsServers: [],
    backupDays: 30,
    keysBackupDays: 7,
    masterKeyCommand: undefined,
    trustedProxies: [],
    operator: {
      name: 'Not stated',
      address: 'Not stated',
      country: 'Not stated',
      contact: 'Not stated',
      privacyContact: 'Not stated',
      hosting: undefined,
    },
  })
})

test('every variable reaches the configuration', () => {
  const env: Record<string, string> = {
    ...Object.fromEntries(Object.entries(settings).map(([name, { example }]) => [name, example])),
    VITRINE_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
    VITRINE_DEMO: 'true',
  }
  // Regions need more settings of their own; they are read below.
  delete env['VITRINE_REGIONS']
  const whole = readConfig(env)
  for (const name of Object.keys(settings).filter((one) => one !== 'VITRINE_REGIONS')) {
    const changed = {
      PORT: '5000',
      VITRINE_REPLAY_PORT: '5001',
      VITRINE_DEMO_PORT: '5002',
      VITRINE_DEMO: 'false',
      S3_FORCE_PATH_STYLE: 'false',
    }[name]
    const other = { ...env, [name]: changed ?? '' }
    const ofBucket = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY']
    const ofMail = ['SMTP_HOST', 'SMTP_PASSWORD', 'SMTP_FROM']
    const needed = ['VITRINE_REPLAY_URL', ...ofBucket, ...ofMail]
    if (needed.includes(name)) expect(problemsOf(other)).toHaveLength(1)
    else expect([name, readConfig(other)]).not.toEqual([name, whole])
  }
})

describe('problems', () => {
  test('are listed all at once, in plain words, with the name and an example', () => {
    const bad = Object.fromEntries(Object.keys(settings).map((name) => [name, ' ']))
    const problems = problemsOf({ ...bad, VITRINE_PUBLIK_URL: 'https://a.example', VITRINE_NONSENSE: '1' }, [
      '--prot=1',
      'x',
    ])
    expect(problems.slice(0, 4)).toEqual([
      '--prot is not known; did you mean --port?',
      '"x" is not understood; flags begin with --.',
      'VITRINE_PUBLIK_URL is not a setting; did you mean VITRINE_PUBLIC_URL?',
      'VITRINE_NONSENSE is not a setting.',
    ])
    for (const name of Object.keys(settings))
      expect(problems.filter((problem) => problem.startsWith(`${name} must be `))).toHaveLength(1)
  })

  test.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['PORT', '-1'],
    ['VITRINE_PUBLIC_URL', 'support.example'],
    ['VITRINE_PUBLIC_URL', 'https://support.example/path'],
    ['VITRINE_PUBLIC_URL', 'https://user:secret@support.example'],
    ['VITRINE_PUBLIC_URL', 'javascript:alert(1)'],
    ['VITRINE_TRUSTED_PROXIES', '1'],
    ['VITRINE_TRUSTED_PROXIES', 'loopback,'],
    ['VITRINE_TRUSTED_PROXIES', '10.0.0.0/8 everywhere'],
    ['VITRINE_REGION', 'EU 1'],
    ['VITRINE_DEMO', 'no'],
    ['DATABASE_URL', 'mysql://db.example'],
    ['REDIS_URL', 'redis.example:6379'],
    ['REDIS_URL', 'http://redis.example'],
    ['REDIS_URL', 'redis:///0'],
    ['REDIS_URL', 'redis://redis.example/main'],
    ['S3_BUCKET', 'Upper'],
    ['S3_BUCKET', 'a/b'],
    ['S3_ENDPOINT', 's3.example'],
    ['S3_ENDPOINT', 'https://s3.example/bucket'],
    ['S3_FORCE_PATH_STYLE', 'yes'],
    ['SMTP_HOST', 'smtp://smtp.example'],
    ['SMTP_TLS', 'yes'],
    ['SMTP_FROM', 'Example Support'],
    ['SMTP_FROM', 'Support <a@b.example>, eve@evil.example'],
    ['SMTP_FROM', 'Support\r\nBcc: eve@evil.example <a@b.example>'],
    ['SERVICES', 'web,mail'],
    ['SERVICES', 'web,'],
    ['SERVICES', 'Web'],
    ['VITRINE_MASTER_KEY', 'too short'],
  ])('%s=%s is refused', (name, value) => {
    const problems = problemsOf({ VITRINE_REPLAY_URL: 'https://replay.example', [name]: value })
    expect(problems).toEqual([expect.stringContaining(`${name} must be`)])
  })

  test('never repeat a value: it may be a secret', () => {
    const problems = problemsOf({
      DATABASE_URL: 'mysql://u:hunter2@db',
      REDIS_URL: 'http://u:hunter2@redis',
      S3_SECRET_ACCESS_KEY: `hunter2${'x'.repeat(300)}`,
      VITRINE_MASTER_KEY: 'hunter2',
      PORT: 'hunter2',
    })
    expect(problems).toHaveLength(5)
    expect(problems.join()).not.toContain('hunter2')
  })

  test('replay never shares the origin of the dashboard', () => {
    expect(problemsOf({ VITRINE_PUBLIC_URL: 'https://a.example' })).toEqual([
      expect.stringContaining('VITRINE_REPLAY_URL is needed'),
    ])
    const same = { VITRINE_PUBLIC_URL: 'https://a.example', VITRINE_REPLAY_URL: 'https://a.example/' }
    expect(problemsOf(same)).toEqual([expect.stringContaining('must differ')])
  })

  test('ports that collide or run out are found', () => {
    expect(problemsOf({ VITRINE_REPLAY_PORT: '4400' }).at(-1)).toContain('three different ports')
    expect(problemsOf({ PORT: '65535' })).toEqual([expect.stringContaining('three different ports')])
    expect(problemsOf({ PORT: '65534', VITRINE_DEMO: 'false' })).toEqual([])
  })
})

describe('a bucket', () => {
  const key = { S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret' }

  test('at Amazon is named in the host', () => {
    expect(readConfig({ ...key, S3_BUCKET: 'ours', S3_REGION: 'eu-central-1' }).s3).toMatchObject({
      endpoint: 'https://s3.eu-central-1.amazonaws.com',
      address: 'https://ours.s3.eu-central-1.amazonaws.com',
      forcePathStyle: false,
    })
  })

  test('on a server of one’s own is named in the path, unless said otherwise', () => {
    const own = { ...key, S3_BUCKET: 'ours', S3_ENDPOINT: 'http://s3.example:9000/' }
    const endpoint = 'http://s3.example:9000'
    expect(readConfig(own).s3).toMatchObject({ endpoint, address: endpoint, region: 'us-east-1', forcePathStyle: true })
    expect(readConfig({ ...own, S3_FORCE_PATH_STYLE: 'false' }).s3?.address).toBe('http://ours.s3.example:9000')
  })

  test('half filled in is refused, with all that is missing', () => {
    expect(problemsOf({ S3_BUCKET: 'ours' })).toEqual([
      expect.stringContaining('S3_ACCESS_KEY_ID is needed beside S3_BUCKET'),
      expect.stringContaining('S3_SECRET_ACCESS_KEY is needed beside S3_BUCKET'),
      expect.stringContaining('S3_REGION is needed beside S3_BUCKET'),
    ])
    expect(problemsOf(key)).toEqual([expect.stringContaining('S3_BUCKET is needed beside S3_ACCESS_KEY_ID')])
    expect(problemsOf({ ...key, S3_BUCKET: 'with.dot', S3_REGION: 'eu-central-1' })).toEqual([
      'S3_FORCE_PATH_STYLE must be true for a bucket with a dot in its name.',
    ])
  })
})

test('a mail server: encrypted unless said otherwise, and on the port that goes with it', () => {
  const some = { SMTP_HOST: 'smtp.example', SMTP_FROM: 'Support <support@support.example>' }
  const from = { name: 'Support', address: 'support@support.example' }
  expect(readConfig(some).smtp).toMatchObject({ host: 'smtp.example', port: 587, tls: 'starttls', from })
  expect(readConfig({ ...some, SMTP_PORT: '465' }).smtp).toMatchObject({ port: 465, tls: 'implicit' })
  expect(readConfig({ ...some, SMTP_TLS: 'implicit' }).smtp).toMatchObject({ port: 465, tls: 'implicit' })
  expect(readConfig({ ...some, SMTP_FROM: 'a@b.example' }).smtp?.from).toEqual({ name: '', address: 'a@b.example' })
  expect(problemsOf({ SMTP_HOST: 'smtp.example', SMTP_USER: 'vitrine' })).toEqual([
    expect.stringContaining('SMTP_FROM is needed beside SMTP_HOST'),
    expect.stringContaining('SMTP_PASSWORD is needed beside SMTP_USER'),
  ])
})

test('services are what is named, each once; without the dashboard there is no demo shop', () => {
  expect(readConfig({ SERVICES: 'jobs, replay,jobs' })).toMatchObject({
    services: ['jobs', 'replay'],
    demoUrl: undefined,
  })
  expect(readConfig({ SERVICES: 'web' }).demoUrl).toBeDefined()
})

test('flags win over the environment', () => {
  const config = readConfig({ PORT: '5000', VITRINE_DATA_DIR: '/a' }, [
    '--port',
    '6000',
    '--data=/b',
    '--demo=false',
    '--json',
  ])
  expect(config).toMatchObject({ port: 6000, replayPort: 6001, dataDir: '/b', demoUrl: undefined })
  expect(problemsOf({}, ['--port'])).toEqual(['--port needs a value, for example --port=…'])
})

test('an address may end with a slash, and the demo shop stays off a public installation', () => {
  const config = readConfig({ VITRINE_PUBLIC_URL: 'https://a.example/', VITRINE_REPLAY_URL: 'https://b.example/' })
  expect(config).toMatchObject({ publicUrl: 'https://a.example', replayUrl: 'https://b.example', demoUrl: undefined })
})

describe('regions', () => {
  const us = (name: string) => `VITRINE_REGION_US_EAST_${name}`

  test('each beside the main one has stores of its own, named after it', () => {
    const config = readConfig({
      VITRINE_DATA_DIR: '/data',
      VITRINE_REGIONS: 'eu, us-east',
      [us('DATABASE_URL')]: 'postgres://us.example/vitrine',
      [us('S3_BUCKET')]: 'recordings-us',
      [us('S3_REGION')]: 'us-east-1',
      [us('S3_ACCESS_KEY_ID')]: 'id',
      [us('S3_SECRET_ACCESS_KEY')]: 'secret',
    })
    expect(config).toMatchObject({ region: 'eu', databaseUrl: undefined, dataDir: '/data' })
    expect(config.otherRegions).toEqual([
      {
        region: 'us-east',
        dataDir: '/data/regions/us-east',
        databaseUrl: 'postgres://us.example/vitrine',
        keysDatabaseUrl: undefined,
        redisUrl: undefined,
        s3: expect.objectContaining({ bucket: 'recordings-us', region: 'us-east-1' }),
      },
    ])
  })

  test('what is missing, misread or unknown is listed at once', () => {
    const problems = problemsOf({
      VITRINE_REGIONS: 'eu,us-east,ch',
      VITRINE_REGION: 'fr',
      [us('DATABASE_URL')]: 'mysql://us.example',
      VITRINE_REGION_CH_S3_BUCKET: 'recordings',
      VITRINE_REGION_IT_REDIS_URL: 'redis://it.example',
    })
    expect(problems.map((problem) => problem.split(' ').slice(0, 3).join(' '))).toEqual([
      'VITRINE_REGION_IT_REDIS_URL is not',
      'VITRINE_REGION must be',
      `${us('DATABASE_URL')} must be`,
      'VITRINE_REGION_CH_S3_ACCESS_KEY_ID is needed',
      'VITRINE_REGION_CH_S3_SECRET_ACCESS_KEY is needed',
      'VITRINE_REGION_CH_S3_REGION is needed',
    ])
  })

  test('regions share nothing, and have what the main one has', () => {
    const env = {
      DATABASE_URL: 'postgres://a.example/v',
      REDIS_URL: 'redis://a.example',
      VITRINE_REGIONS: 'eu,us-east',
    }
    expect(problemsOf(env)).toEqual([
      expect.stringContaining(`${us('DATABASE_URL')} is needed beside DATABASE_URL`),
      expect.stringContaining(`${us('REDIS_URL')} is needed beside REDIS_URL`),
    ])
    const same = { ...env, [us('DATABASE_URL')]: env.DATABASE_URL, [us('REDIS_URL')]: env.REDIS_URL }
    expect(problemsOf(same)).toEqual([
      'Each region needs a database and a key database of its own; two have the same.',
      'Each region needs a Redis of its own; two have the same.',
    ])
  })
})
