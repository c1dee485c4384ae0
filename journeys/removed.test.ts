import { globSync, readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Me, Project } from '@vitrine/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, freshPage, launch } from './browser.ts'
import { browserHoldings } from './browser-holdings.ts'
import { dump } from './dump.ts'
import { type Haystack, search } from './secrets.ts'
import { startVitrine, type Vitrine } from './vitrine.ts'

const named = (id: string) => ({ id, value: `Wombat${id}Lagoon` })
/** What the visitor takes out, or nobody asked for. */
const gone = {
  element: named('element'),
  inside: named('inside'),
  line: named('line'),
  request: named('request'),
  fact: named('fact'),
  unlisted: named('unlisted'),
}
/** The same, left in: a search that finds nothing of the others has to find these. */
const kept = {
  element: named('keptElement'),
  line: named('keptLine'),
  request: named('keptRequest'),
  fact: named('keptFact'),
}

const page = (script: string) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
${script}</head><body><h1>Basket</h1><p id="kept">${kept.element.value}</p>
<div id="gone" title="${gone.inside.value}" style="width: 300px; height: 60px"><p>${gone.element.value}</p></div>
<script>
async function use() {
  const post = (path, body) => fetch(path, { method: 'POST', body }).then((answer) => answer.text())
  console.log('${kept.line.value}')
  console.log('${gone.line.value}')
  await post('/listed/kept', '${kept.request.value}')
  await post('/listed/gone', '${gone.request.value}')
  await post('/other', '${gone.unlisted.value}')
  Vitrine.setContext({ kept: '${kept.fact.value}', gone: '${gone.fact.value}' })
}
</script></body></html>`

/** Keeps what the microphone gave, as the page's own code could. */
const overhear = () => {
  const { start } = MediaRecorder.prototype
  const heard: string[] = []
  Reflect.set(window, 'heard', heard)
  MediaRecorder.prototype.start = function (this: MediaRecorder, slice?: number) {
    this.addEventListener('dataavailable', ({ data }) => {
      const reader = new FileReader()
      reader.addEventListener('load', () => heard.push(String(reader.result).split(',')[1] ?? ''))
      reader.readAsDataURL(data)
    })
    start.call(this, slice)
  }
}

/** Two recordings of the browser's own beeping device may hold the same sounds; no two of noise do. */
function hissing(): void {
  navigator.mediaDevices.getUserMedia = async () => {
    const context = new AudioContext()
    await context.resume()
    const noise = context.createBuffer(1, context.sampleRate * 10, context.sampleRate)
    const samples = noise.getChannelData(0)
    for (let i = 0; i < samples.length; i++) samples[i] = Math.random() - 0.5
    const source = new AudioBufferSourceNode(context, { buffer: noise, loop: true })
    const out = context.createMediaStreamDestination()
    source.connect(out)
    source.start()
    return out.stream
  }
}

/** A stretch from the middle of what was heard last. */
async function heardOn(page: Page): Promise<Buffer> {
  const parts = await page.evaluate(() => Reflect.get(window, 'heard') as string[])
  const longest = parts.map((part) => Buffer.from(part, 'base64')).toSorted((a, b) => b.length - a.length)[0]
  const middle = (longest?.length ?? 0) >> 1
  return longest?.subarray(middle, middle + 48) ?? Buffer.alloc(0)
}

const holds = (haystacks: readonly Haystack[], bytes: Buffer): string[] =>
  haystacks.flatMap(({ name, content }) => {
    const [text, all] = [bytes.toString('base64').slice(4, -4), Buffer.from(content)]
    return all.includes(bytes) || all.includes(text) ? [name] : []
  })

describe.skipIf(!chromiumPath)('what a visitor takes out before sending', () => {
  let vitrine: Vitrine
  let browser: Browser
  let site: Server
  let visitor: Page
  let removedNote: Buffer
  let keptNote: Buffer
  const inBrowser: Haystack[] = []
  let everything: Haystack[] = []
  let readable: Haystack[] = []

  const press = (name: string) => visitor.getByRole('button', { name, exact: true }).click()
  const speak = async () => {
    await press('Add a voice note')
    await visitor.getByText('Recording, 0:02').waitFor()
    await press('Finish')
    await visitor.getByText(/^Voice note, 0:0/).waitFor()
    return heardOn(visitor)
  }
  const openDialog = async (address: string) => {
    const worker = visitor.waitForResponse(/\/vitrine\/worker\.js/)
    await Promise.all([worker, visitor.goto(address)])
    await visitor.evaluate('use()')
    await press('Report Issue')
    await visitor.getByRole('button', { name: 'Send report' }).and(visitor.locator(':enabled')).waitFor()
  }
  const takeOut = async () => {
    await press('Review or remove something')
    const picture = visitor.frameLocator('.picture iframe')
    await picture.getByText(gone.element.value).waitFor()
    await press('Remove something')
    // In its corner it is the box itself that is meant, not what stands in it.
    const { x = 0, y = 0, width = 0, height = 0 } = (await picture.locator('#gone').boundingBox()) ?? {}
    const corner = [x + width * 0.95, y + height * 0.9] as const
    await visitor.mouse.move(...corner)
    await visitor.mouse.click(...corner)
    await picture.getByText(gone.element.value).waitFor({ state: 'detached' })
    await picture.getByText(kept.element.value).waitFor()
    await visitor.getByText(/^Console messages \(/).click()
    await visitor.getByRole('button', { name: `Remove: log: ${gone.line.value}` }).click()
    await visitor.getByText(/^Network requests \(/).click()
    await visitor.getByRole('button', { name: /^Remove: POST .*listed\/gone/ }).click()
    await visitor.getByText(/^Details from this site \(/).click()
    await visitor.getByRole('button', { name: `Remove: gone: ${gone.fact.value}` }).click()
    await press('Use this')
  }
  /** Looks at what the browser holds while the report waits, and when it has arrived. */
  const send = async (words: string) => {
    await visitor.getByLabel('What happened?').fill(words)
    await visitor.context().setOffline(true)
    await press('Send report')
    await visitor.getByText('Your report is safe on this device').waitFor()
    inBrowser.push({ name: `outbox of ${words}`, content: await browserHoldings(visitor) })
    await visitor.context().setOffline(false)
    await visitor.getByText('Thank you. Your report has been sent.').waitFor()
    inBrowser.push({ name: `browser after ${words}`, content: await browserHoldings(visitor) })
  }

  beforeAll(async () => {
    const sound = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
    ;[vitrine, browser] = await Promise.all([startVitrine(), launch(...sound)])
    let key = ''
    site = createServer((request, response) => {
      if (request.method === 'POST') return void request.pipe(response)
      const script = `<script src="${vitrine.dashboard}/v.js" data-project="${key}"></script>`
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(script))
    })
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
    const origin = `http://localhost:${(site.address() as AddressInfo).port}`
    const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
      const headers = { 'content-type': 'application/json' }
      const answer = await vitrine.api(path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
      if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`)
      return (await answer.json()) as T
    }
    const { organizations } = await ask<Me>('GET', '/api/me')
    const projects = `/api/organizations/${organizations[0]?.id}/projects`
    const made = await ask<Project>('POST', projects, { name: 'Shop', origins: [origin] })
    key = made.publicKey
    await ask('PATCH', `/api/projects/${made.id}`, {
      masking: { ...made.masking, mode: 'open' },
      capture: { ...made.capture, bodies: ['/listed/*'], voice: true },
    })
    visitor = await freshPage(browser, { permissions: ['microphone'] })
    await visitor.addInitScript(overhear)
    await visitor.addInitScript(hissing)

    await openDialog(origin)
    removedNote = await speak()
    await press('Remove')
    await visitor.getByRole('button', { name: 'Add a voice note' }).waitFor()
    await takeOut()
    await send('First')
    await openDialog(origin)
    keptNote = await speak()
    await takeOut()
    await send('Second')
    const log = { name: 'log', content: vitrine.printed() }
    await vitrine.stop({ keep: true })
    const dumped = await dump(vitrine.dataDir)
    const objects = globSync(`${vitrine.dataDir}/objects/**`).filter((path) => statSync(path).isFile())
    const asTheyLie = objects.map((name) => ({ name, content: readFileSync(name) }))
    everything = [...dumped.everything, ...asTheyLie, log]
    readable = dumped.readable
  }, 240_000)

  afterAll(async () => {
    await browser?.close()
    site?.close()
    await vitrine?.stop()
  })

  test('is nowhere: not in what waits, not in rows, keys, objects or logs', () => {
    expect(search([...everything, ...readable, ...inBrowser], Object.values(gone))).toEqual([])
  })

  test('what was left in is found, where it belongs', () => {
    const ids = (haystacks: readonly Haystack[]) => new Set(search(haystacks, Object.values(kept)).map(({ id }) => id))
    const all = new Set(Object.values(kept).map(({ id }) => id))
    expect(ids(readable)).toEqual(all)
    expect(ids(inBrowser.filter(({ name }) => name.startsWith('outbox')))).toEqual(all)
    expect(ids(everything)).toEqual(new Set())
    expect(ids(inBrowser.filter(({ name }) => name.startsWith('browser')))).toEqual(new Set())
  })

  test('a voice note that was removed leaves nothing', () => {
    expect(removedNote).toHaveLength(48)
    expect(holds([...everything, ...readable, ...inBrowser], removedNote)).toEqual([])
  })

  test('one that was kept is in its own place, encrypted, and nowhere else', () => {
    expect(keptNote).toHaveLength(48)
    const found = holds(readable, keptNote)
    expect(found).toEqual([expect.stringMatching(/^voice\/[^/]+\/[^/]+\/note/)])
    expect(holds(everything, keptNote)).toEqual([])
    expect(holds(inBrowser, keptNote)).toEqual(['outbox of Second'])
  })
})
