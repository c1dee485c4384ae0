// One staircase: a domain may use those before it, and only through their index.ts.
const domains = [
  'accounts',
  'visitors',
  'billing',
  'relay',
  'capture',
  'analysis',
  'reports',
  'activity',
  'live',
  'privacy',
]
const any = (list) => `(${list.join('|')})`
const code = { pathNot: '\\.test\\.ts$' }

const climbs = domains.slice(0, -1).map((domain, step) => ({
  name: `${domain}-uses-only-earlier-domains`,
  severity: 'error',
  comment:
    'Imports go down the staircase. Export a named event from the earlier domain and subscribe in the later one.',
  from: { path: `^server/${domain}/`, ...code },
  to: { path: `^server/${any(domains.slice(step + 1))}/` },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...climbs,
    {
      name: 'enter-by-the-door',
      severity: 'error',
      comment: 'Import another domain through its index.ts. Only declarations.ts reads tables directly.',
      from: { path: `^server/${any(domains)}/`, ...code },
      to: { path: `^server/${any(domains)}/`, pathNot: ['^server/$1/', `^server/${any(domains)}/index\\.ts$`] },
    },
    {
      name: 'domains-do-not-import-declarations',
      severity: 'error',
      comment: 'Read ctx.declarations; main injects it.',
      from: { path: `^server/${any(domains)}/`, ...code },
      to: { path: '^server/declarations\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nobody-imports-main',
      severity: 'error',
      comment: 'Take it from the Context; only the entry points put the program together.',
      from: { path: `^server/${any([...domains, 'platform'])}/`, pathNot: ['\\.test\\.ts$', '/testing/'] },
      to: { path: '^server/(main|web|work|cli|files|replay-origin|open-[a-z]+)\\.ts$' },
    },
    {
      name: 'demo-stands-alone',
      severity: 'error',
      comment: 'The shop knows the snippet by its script tag, as a client does.',
      from: { path: '^demo/' },
      to: { path: '^(protocol|ledger|masking|fold|snippet|server|dashboard|journeys|bench|tools)/' },
    },
    {
      name: 'ledger-masking-and-fold-know-only-themselves',
      severity: 'error',
      comment: 'Pass what it needs as an argument, or move it to protocol.',
      from: { path: '^(ledger|masking|fold)/', pathNot: ['\\.test\\.ts$', '/testing/'] },
      to: { path: '^(protocol|ledger|masking|fold)/', pathNot: '^$1/' },
    },
    {
      name: 'platform-knows-no-domain',
      severity: 'error',
      comment: 'Pass what the platform needs as an argument.',
      from: { path: '^server/platform/', ...code },
      to: { path: `^server/${any(domains)}/` },
    },
    {
      name: 'pure-rooms-stay-pure',
      severity: 'error',
      comment: 'protocol, ledger, masking and fold run in the browser too: no server, no Node.',
      from: { path: '^(protocol|ledger|masking|fold)/', ...code },
      to: { path: '^(server|snippet|dashboard|demo|journeys|bench|tools)/' },
    },
    {
      name: 'pure-rooms-do-no-io',
      severity: 'error',
      comment: 'Move the I/O to the room that calls.',
      from: { path: '^(protocol|ledger|masking|fold)/', pathNot: ['\\.test\\.ts$', '/testing/'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'browser-rooms-stay-in-the-browser',
      severity: 'error',
      comment: 'snippet and dashboard see protocol, ledger, masking and fold only.',
      from: { path: '^(snippet|dashboard)/', pathNot: ['\\.test\\.ts$', '/testing/'] },
      to: { path: '^(server|demo|journeys|bench|tools)/' },
    },
    {
      name: 'no-zod-in-the-snippet',
      severity: 'error',
      comment: "Import protocol's types only.",
      from: { path: '^snippet/', pathNot: ['\\.test\\.ts$', '/testing/'] },
      // How a trigger is decided is the same for the page and the dry run, and needs no Zod.
      to: { path: '^protocol/', pathNot: '^protocol/trigger-match\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'clients-of-other-servers-on-demand',
      severity: 'error',
      comment: 'Import them with `await import(…)` where a setting asks for them: nobody else pays for their memory.',
      from: {
        path: '^server/',
        pathNot: ['\\.test\\.ts$', '/testing/', '^server/platform/(objects/s3|ephemeral/redis)'],
      },
      to: { path: '(^server/platform/(objects/s3|ephemeral/redis)|node_modules/(ioredis|@aws-sdk)/)', dynamic: false },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'only-declared-packages',
      severity: 'error',
      comment: "Declare the package in the room's own package.json.",
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/(dist|fixtures)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.browser.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
