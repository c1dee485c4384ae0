import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { MaskingMode } from '@vitrine/masking'
import type { Me, Project } from '@vitrine/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { echoSockets } from '../snippet/testing/echo-socket.ts'
import { chromiumPath, freshPage, launch } from './browser.ts'
import { dump } from './dump.ts'
import {
  besidePicture,
  fileCanaries,
  type Haystack,
  plantedCanaries,
  plantedFiles,
  plantedPage,
  plantedSecrets,
  search,
} from './secrets.ts'
import { startVitrine, type Vitrine } from './vitrine.ts'

const modes = ['strict', 'balanced', 'open'] as const satisfies MaskingMode[]

async function call<T>(vitrine: Vitrine, method: string, path: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  const answer = await vitrine.api(path, { method, headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** A project per mode, all for the site's origin. */
async function makeProjects(vitrine: Vitrine, origin: string): Promise<Record<MaskingMode, Project>> {
  const me = (await (await vitrine.api('/api/me')).json()) as Me
  const organizationId = me.organizations[0]?.id ?? ''
  const made = modes.map(async (mode) => {
    const project = await call<Project>(vitrine, 'POST', `/api/organizations/${organizationId}/projects`, {
      name: mode,
      origins: [origin],
    })
    const masking = { ...project.masking, mode }
    // Everything that a project may ask for, so that all of it has to be masked.
    const capture = { ...project.capture, bodies: ['*'], sockets: ['*'] }
    return [mode, await call<Project>(vitrine, 'PATCH', `/api/projects/${project.id}`, { masking, capture })] as const
  })
  return Object.fromEntries(await Promise.all(made)) as Record<MaskingMode, Project>
}

/** What rests in the page's databases, unpacked: reports that wait to be sent. */
const outbox = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const answered = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error))
      })
    const text = async (value: unknown) => {
      if (!(value instanceof Uint8Array)) return typeof value === 'string' ? value : JSON.stringify(value ?? null)
      // Style sheets and pictures rest as they are, chunks of events packed.
      if (value[0] !== 0x1f || value[1] !== 0x8b) return new TextDecoder().decode(value)
      const stream = new Blob([new Uint8Array(value)]).stream().pipeThrough(new DecompressionStream('gzip'))
      return new Response(stream).text()
    }
    const found: string[] = []
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await answered(indexedDB.open(name))
      for (const store of database.objectStoreNames) {
        const records = await answered(database.transaction(store).objectStore(store).getAll())
        found.push(...(await Promise.all(records.map(text))))
      }
      database.close()
    }
    return found.join('\n')
  })

/** What the browser itself still holds for the site. */
const storage = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name)
    return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, names])
  })

describe.skipIf(!chromiumPath)('planted secrets', () => {
  let vitrine: Vitrine
  let browser: Browser
  let site: Server
  let projects: Record<MaskingMode, Project>
  const stored: Haystack[] = []
  const waiting: (Haystack & { projectId: string })[] = []
  let everything: Haystack[] = []
  let readable: (Haystack & { projectId: string })[] = []
  const of = (mode: MaskingMode) => readable.filter(({ projectId }) => projectId === projects[mode].id)

  beforeAll(async () => {
    ;[vitrine, browser] = await Promise.all([startVitrine(), launch()])
    site = createServer((request, response) => {
      const { url = '/' } = request
      if (url === '/echo') return void request.pipe(response)
      if (url === '/taken') return void request.resume().on('end', () => response.end())
      const file = plantedFiles[url.split('?')[0] ?? '']
      if (file) return void response.writeHead(200, { 'content-type': file.type }).end(file.body)
      const mode = modes.find((mode) => url.startsWith(`/${mode}`))
      const key = mode && projects[mode].publicKey
      if (!key) return void response.writeHead(404).end()
      const script = `<script src="${vitrine.dashboard}/v.js" data-project="${key}"></script>`
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(plantedPage(script))
    })
    echoSockets(site)
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
    const origin = `http://localhost:${(site.address() as AddressInfo).port}`
    projects = await makeProjects(vitrine, origin)
    for (const mode of modes) {
      const page = await freshPage(browser)
      await page.route(
        (url) => url.hostname !== 'localhost',
        (route) => route.abort(),
      )
      await page.goto(`${origin}/${mode}`)
      await page.waitForResponse(/\/vitrine\/worker\.js/)
      await page.locator('#later').click()
      await page.waitForFunction(() => Reflect.get(window, 'planted') === true)
      await page.evaluate(() => Promise.all(Reflect.get(window, 'plants') as Promise<unknown>[]))
      await page.getByRole('button', { name: 'Report Issue' }).click()
      await page.getByLabel('What happened?').fill('It does not work')
      await page.getByRole('button', { name: 'Send report' }).and(page.locator(':enabled')).waitFor()
      await page.context().setOffline(true)
      await page.getByRole('button', { name: 'Send report' }).click()
      await page.getByText('Your report is safe on this device').waitFor({ timeout: 20_000 })
      waiting.push({ name: `outbox in ${mode}`, content: await outbox(page), projectId: projects[mode].id })
      await page.context().setOffline(false)
      await page.getByText('Thank you. Your report has been sent.').waitFor({ timeout: 20_000 })
      stored.push({ name: `browser storage in ${mode}`, content: await storage(page) })
      await page.context().close()
    }
    const log = { name: 'log', content: vitrine.printed() }
    await vitrine.stop({ keep: true })
    const dumped = await dump(vitrine.dataDir)
    everything = [...dumped.everything, ...stored, log]
    readable = [...dumped.readable, ...waiting]
  }, 180_000)

  afterAll(async () => {
    await browser?.close()
    site?.close()
    await vitrine?.stop()
  })

  test('there are at least 55, and every mode has a recording with a replay to search', () => {
    expect(plantedSecrets.length).toBeGreaterThanOrEqual(55)
    for (const mode of modes)
      expect(
        of(mode).some(({ name }) => name.includes('/block-')),
        mode,
      ).toBe(true)
  })

  test('while a report waits, the browser holds it whole, and nothing once it has arrived', () => {
    for (const { name, content } of waiting) {
      expect(content, name).toContain('It does not work')
      expect(content, name).toMatch(/"type":2,/)
    }
    for (const { name, content } of stored) expect(JSON.parse(String(content))[3], name).toEqual([])
  })

  test('strict: none of them in any form', () => {
    expect(search(of('strict'), [...plantedSecrets, ...plantedCanaries, ...fileCanaries])).toEqual([])
  })

  test('balanced: nothing that a detector knows, nothing typed, nothing hidden', () => {
    const wanted = plantedSecrets.filter(({ kind, private: hidden }) => kind !== 'text' || hidden)
    expect(search(of('balanced'), wanted)).toEqual([])
  })

  test('open: no credential', () => {
    expect(
      search(
        of('open'),
        plantedSecrets.filter(({ kind }) => kind === 'credential'),
      ),
    ).toEqual([])
  })

  test('rows, logs and browser storage hold nothing of it in any mode', () => {
    expect(search(everything, plantedSecrets)).toEqual([])
  })

  test('the search can fail: open shows the harmless ones and what lies beside the picture', () => {
    const canaries = [...plantedCanaries, ...fileCanaries]
    const found = new Set(search(of('open'), canaries).map(({ id }) => id))
    expect(canaries.map(({ id }) => id).filter((id) => !found.has(id))).toEqual([])
    const beside = plantedSecrets.filter(({ channel, kind }) => besidePicture.includes(channel) && kind === 'text')
    const channels = new Set(search(of('open'), beside).map(({ id }) => beside.find((one) => one.id === id)?.channel))
    expect(channels).toEqual(new Set(beside.map(({ channel }) => channel)))
  })
})
