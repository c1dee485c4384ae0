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
    region: 'eu',
    masterKey: undefined,
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
  const whole = readConfig(env)
  for (const name of Object.keys(settings)) {
    const changed = { PORT: '5000', VITRINE_REPLAY_PORT: '5001', VITRINE_DEMO_PORT: '5002', VITRINE_DEMO: 'false' }[
      name
    ]
    const other = { ...env, [name]: changed ?? '' }
    if (name === 'VITRINE_REPLAY_URL') expect(problemsOf(other)).toHaveLength(1)
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
    ['VITRINE_MASTER_KEY', 'too short'],
  ])('%s=%s is refused', (name, value) => {
    const problems = problemsOf({ VITRINE_REPLAY_URL: 'https://replay.example', [name]: value })
    expect(problems).toEqual([expect.stringContaining(`${name} must be`)])
  })

  test('never repeat a value: it may be a secret', () => {
    const problems = problemsOf({
      DATABASE_URL: 'mysql://u:hunter2@db',
      VITRINE_MASTER_KEY: 'hunter2',
      PORT: 'hunter2',
    })
    expect(problems).toHaveLength(3)
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
