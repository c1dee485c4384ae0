import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import type { RecordedEvent } from '../../fold/index.ts'
import { bundle, gzipKb } from './bundle.ts'
import type { Site } from './site.ts'

const patienceMs = 60_000

/** What is measured: a script of `in-page/` and what it needs around it. */
export interface Contender {
  name: string
  /** Its scripts, in order; `%sink` stands for the local server. */
  scripts: readonly string[]
  /** What a page loads before anything is reported. */
  gzipKb: number
  /** The request of its own after which it records, where it makes one. */
  begunBy?: RegExp
  /** Presses what a person would, after `finish` of its script. */
  press?: (page: Page) => Promise<void>
  /** What it sent, as events, where we can read it. */
  events?: (site: Site) => RecordedEvent[]
  /** Where it sends them, and style sheets where those go alone. */
  picture?: RegExp
}

const sum = (sizes: readonly number[]) => sizes.reduce((all, size) => all + size, 0)

const linesOf = (body: Buffer): RecordedEvent[] =>
  gunzipSync(body)
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as RecordedEvent)

type Extras = Pick<Contender, 'begunBy' | 'press' | 'events' | 'picture'> & {
  before?: readonly string[]
  gzipKb?: number
}

async function make(site: Site, name: string, { before = [], ...extras }: Extras = {}): Promise<Contender> {
  const code = await bundle(name)
  const path = `/contender/${name}.js`
  site.serve(path, code)
  return { name, scripts: [...before, path], gzipKb: name === 'none' ? 0 : gzipKb(code), ...extras }
}

async function pressSend(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { Vitrine } = window as unknown as {
      Vitrine: { on: (name: string, then: () => void) => void }
      sent?: Promise<void>
    }
    Object.assign(window, { sent: new Promise<void>((done) => Vitrine.on('sent', done)) })
  })
  await page.getByRole('button', { name: 'Send', exact: true }).click({ timeout: patienceMs })
  await page.evaluate(() => (window as unknown as { sent: Promise<void> }).sent)
}

const snippetFiles = ['v.js', 'recorder.js', 'worker.js']

const making: Record<string, (site: Site) => Promise<Contender>> = {
  none: (site) => make(site, 'none'),
  vitrine: (site) =>
    make(site, 'vitrine', {
      before: ['%sink/v.js'],
      gzipKb: sum(snippetFiles.map((file) => gzipKb(readFileSync(join(site.dist, file))))),
      begunBy: /\/worker\.js/,
      press: pressSend,
      picture: /^\/v1\/recordings\/[^/]+\/(chunks|assets)\//,
      events: ({ receiver }) => {
        const chunks = receiver.received.at(-1)?.chunks ?? new Map<number, RecordedEvent[]>()
        return [...chunks].toSorted(([a], [b]) => a - b).flatMap(([, events]) => events as RecordedEvent[])
      },
    }),
  rrweb: (site) =>
    make(site, 'rrweb', {
      events: ({ sink }) => sink.bodies('/rrweb').flatMap(linesOf),
      picture: /^\/rrweb$/,
    }),
  sentry: (site) => make(site, 'sentry'),
  posthog: (site) => make(site, 'posthog', { begunBy: /^\/array\// }),
  openreplay: (site) => make(site, 'openreplay', { begunBy: /^\/openreplay\/v1\/web\/start/ }),
  clarity: (site) => make(site, 'clarity'),
}

export const contenderNames: readonly string[] = Object.keys(making)

export const makeContenders = (site: Site, names: readonly string[]): Promise<Contender[]> =>
  Promise.all(
    Object.entries(making)
      .filter(([name]) => names.includes(name))
      .map(([, make]) => make(site)),
  )
