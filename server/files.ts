import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyPluginAsync } from 'fastify'
import type { Context } from './context.ts'
import { serveFiles } from './platform/http/serve-files.ts'
import { servePage } from './platform/http/serve-page.ts'

const root = join(import.meta.dirname, '..')
const dashboard = join(root, 'dashboard/dist')
const snippet = join(root, 'snippet/dist')
const open = { config: { permission: 'public' }, schema: { hide: true } } as const

/** `/v.js` with the key that policies are checked against filled in, and under `/vitrine/` the parts it loads later. */
export const snippetFiles =
  ({ signer }: Context): FastifyPluginAsync =>
  async (app) => {
    const boot = await readFile(join(snippet, 'v.js'), 'utf8')
    const script = boot.replace('__VITRINE_PUBLIC_KEY__', JSON.stringify(signer.publicJwk))
    app.get('/v.js', open, (_, reply) =>
      reply
        .type('text/javascript; charset=utf-8')
        .header('access-control-allow-origin', '*')
        .header('cross-origin-resource-policy', 'cross-origin')
        .header('cache-control', 'public, max-age=300')
        .send(script),
    )
    const names = (await readdir(snippet)).filter((name) => /\.(?:js|tgz)$/.test(name) && name !== 'v.js')
    await serveFiles(app, { root: snippet, prefix: '/vitrine/', names, forSites: true, maxAgeSeconds: 300 })
  }

const attribute = (value: string) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

/** One page of the dashboard's build with each `<meta>` of `facts` filled in, and the files it loads. */
const pageAndAssets =
  (address: string, file: string, facts: Readonly<Record<string, string>>): FastifyPluginAsync =>
  async (app) => {
    let page = await readFile(join(dashboard, file), 'utf8')
    for (const [name, content] of Object.entries(facts)) {
      const empty = `<meta name="${name}" content=""`
      if (!page.includes(empty)) throw new Error(`${file} has no ${empty}>`)
      page = page.replace(empty, () => `<meta name="${name}" content="${attribute(content)}"`)
    }
    await serveFiles(app, { root: join(dashboard, 'assets'), prefix: '/assets/' })
    servePage(app, address, page)
  }

/** Whose work the bundles hold, and on which terms. */
export const licenceFile: FastifyPluginAsync = async (app) => {
  const texts = await Promise.all([dashboard, snippet].map((dist) => readFile(join(dist, 'THIRD_PARTY.txt'), 'utf8')))
  const [ofDashboard, ofSnippet] = texts
  const text = `In the dashboard\n\n${ofDashboard}\n\nIn the snippet\n\n${ofSnippet}`
  app.get('/licences.txt', open, (_, reply) => reply.type('text/plain; charset=utf-8').send(text))
}

/** The dashboard routes by itself: whatever is no file and no API answers with its one page. */
export const dashboardFiles = ({ config, signer }: Context): FastifyPluginAsync =>
  pageAndAssets('/*', 'index.html', {
    'vitrine-replay': config.replayUrl,
    'vitrine-installation': JSON.stringify(signer.publicJwk),
  })

/** The replay frame, on the origin of its own. */
export const playerFiles = ({ config }: Context): FastifyPluginAsync =>
  pageAndAssets('/player.html', 'player/player.html', { 'dashboard-origin': config.publicUrl })
