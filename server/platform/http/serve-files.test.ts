import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { serveFiles } from './serve-files.ts'
import { make } from './testing/app.ts'

const root = await mkdtemp(join(tmpdir(), 'vitrine-files-'))
const script = 'console.log("hello")\n'.repeat(200)
await mkdir(join(root, 'dist/assets'), { recursive: true })
await writeFile(join(root, 'secret.txt'), 'secret')
await writeFile(join(root, 'dist/data-deletion.html'), '<!doctype html>')
await writeFile(join(root, 'dist/v.js'), script)
await writeFile(join(root, 'dist/assets/page-Ab12_-Cd.js'), script)
await writeFile(join(root, 'dist/.built-from'), 'secret')
await mkdir(join(root, 'dist/.cache'))
await writeFile(join(root, 'dist/.cache/v.js'), 'secret')
await symlink(join(root, 'secret.txt'), join(root, 'dist/link.txt'))

const app = await make()
await serveFiles(app, { root: join(root, 'dist'), prefix: '/' })
await serveFiles(app, { root: join(root, 'dist'), prefix: '/sites/', maxAgeSeconds: 300, forSites: true })
afterAll(async () => {
  await app.close()
  await rm(root, { recursive: true })
})
const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers })

test('files come with their type, and are asked for again unless their name has a hash', async () => {
  const plain = await get('/v.js')
  expect([plain.statusCode, plain.body, plain.headers['content-type']]).toEqual([
    200,
    script,
    'text/javascript; charset=utf-8',
  ])
  expect(plain.headers['cache-control']).toBe('no-cache')
  const hashed = await get('/assets/page-Ab12_-Cd.js')
  expect([hashed.body, hashed.headers['cache-control']]).toEqual([script, 'public, max-age=31536000, immutable'])
  expect((await get('/data-deletion.html')).headers['cache-control']).toBe('no-cache')
  expect((await get('/sites/v.js')).headers['cache-control']).toBe('public, max-age=300')
  expect((await app.inject({ method: 'HEAD', url: '/v.js' })).body).toBe('')
})

test('what the client has is not sent again', async () => {
  const { etag } = (await get('/v.js')).headers
  const again = await get('/v.js', { 'if-none-match': `"other", ${etag}` })
  expect([again.statusCode, again.body]).toEqual([304, ''])
  expect((await get('/v.js', { 'if-none-match': '"other"' })).statusCode).toBe(200)
})

test.each([
  ['br, gzip', 'br'],
  ['gzip;q=0.5, br;q=0', 'gzip'],
  ['gzip', 'gzip'],
  ['identity', undefined],
  ['zebra, xgzip', undefined],
])('%s is answered in %s', async (accepts, encoding) => {
  const { headers, rawPayload } = await get('/v.js', { 'accept-encoding': accepts })
  expect(headers['content-encoding']).toBe(encoding)
  expect(headers.vary).toContain('Accept-Encoding')
  const unpack = encoding === 'br' ? brotliDecompressSync : encoding === 'gzip' ? gunzipSync : (body: Buffer) => body
  expect(unpack(rawPayload).toString()).toBe(script)
})

test('what is no file is a problem', async () => {
  expect((await get('/missing', { accept: 'text/html' })).json()).toMatchObject({ status: 404, code: 'not-found' })
  expect((await app.inject({ method: 'POST', url: '/v.js' })).statusCode).toBe(404)
})

test.each([
  '../secret.txt',
  '%2e%2e/secret.txt',
  '..%2fsecret.txt',
  '..\\secret.txt',
  'assets/../../secret.txt',
  'link.txt',
  '.built-from',
  '.cache/v.js',
  'assets',
  'assets/',
  '%00',
  '__proto__',
  'constructor',
])('nothing outside is reached by %s', async (path) => {
  const answer = await get(`/${path}`)
  expect(answer.body).not.toBe('secret')
  expect([400, 404]).toContain(answer.statusCode)
})

test('the snippet’s files may be loaded by other sites’ pages, ours may not', async () => {
  const open = ['access-control-allow-origin', 'cross-origin-resource-policy'] as const
  const shut = (await get('/v.js')).headers
  const sites = (await get('/sites/v.js')).headers
  expect(open.map((name) => shut[name])).toEqual([undefined, 'same-origin'])
  expect(open.map((name) => sites[name])).toEqual(['*', 'cross-origin'])
})

test('files that were not built are named, with what to run', async () => {
  const bare = await make()
  await expect(serveFiles(bare, { root: join(root, 'missing'), prefix: '/' })).rejects.toThrow('npm run build')
  await bare.close()
})
