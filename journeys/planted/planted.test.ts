import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RecordedEvent } from '@vitrine/fold'
import type { MaskCounts, MaskingMode } from '@vitrine/masking'
import type { Browser } from 'playwright-core'
import { build } from 'rolldown'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch } from '../browser.ts'
import { besidePicture, encodings, plantedCanaries, plantedPage, plantedSecrets, search } from '../secrets.ts'

/** The recorder alone, without a buffer, a network or a server. */
const recording = `
import { rememberPasswords } from '../../snippet/capture/passwords.ts'
import { createZones } from '../../snippet/record/zones.ts'
import { recordPage } from '../../snippet/recorder/index.ts'
window.recordMasked = (mode) => {
  const passwords = rememberPasswords(document)
  const zones = createZones({ mode, block: [], mask: [], unmask: [], ignore: [] }, passwords)
  const recorded = []
  const keep = (event) => JSON.stringify(recorded.at(recorded.push(event) - 1)).length
  const recording = recordPage({ zones, passwords, owns: () => false, keep })
  window.recorded = async () => {
    await recording.complete()
    return { events: recorded, counts: recording.counts(), plantErrors: window.plantErrors ?? [] }
  }
}`

let browser: Browser
let server: Server
let origin = ''
let script = ''

beforeAll(async () => {
  const entry = 'virtual:recording'
  const { output } = await build({
    input: entry,
    platform: 'browser',
    write: false,
    logLevel: 'silent',
    output: { format: 'iife' },
    plugins: [
      {
        name: 'recording',
        resolveId: (id) => (id === entry ? { id: new URL('recording.ts', import.meta.url).pathname } : null),
        load: (id) => (id.endsWith('/planted/recording.ts') ? recording : null),
      },
    ],
  })
  script = output[0].code
  server = createServer((request, response) => {
    const mode = new URL(request.url ?? '', 'http://x').searchParams.get('mode')
    response.setHeader('content-type', mode ? 'text/html' : 'text/plain')
    response.end(
      mode
        ? plantedPage(`<script>${script}; addEventListener('DOMContentLoaded', () => recordMasked('${mode}'))</script>`)
        : '',
    )
  }).listen(0)
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
  browser = await launch()
}, 60_000)

afterAll(async () => {
  await browser?.close()
  server?.close()
})

type Recorded = { events: RecordedEvent[]; counts: MaskCounts; plantErrors: string[] }

async function recordPlanted(mode: MaskingMode): Promise<Recorded> {
  const page = await browser.newPage()
  await page.goto(`${origin}/?mode=${mode}`)
  await page.click('#later')
  await page.waitForFunction('window.planted === true')
  const recorded = await page.evaluate('recorded()')
  await page.close()
  return recorded as Recorded
}

const pictured = plantedSecrets.filter(({ channel }) => !besidePicture.includes(channel))
const found = (events: RecordedEvent[], secrets: typeof plantedSecrets) =>
  search([{ name: 'events', content: JSON.stringify(events) }], secrets).map(({ id, around }) => `${id}: ${around}`)

test('every plant works, and a search would find what is not masked', async () => {
  const { events, plantErrors } = await recordPlanted('open')
  expect(plantErrors).toEqual([])
  const ids = new Set(
    search([{ name: 'events', content: JSON.stringify(events) }], plantedCanaries).map(({ id }) => id),
  )
  expect(plantedCanaries.map(({ id }) => id).filter((id) => !ids.has(id))).toEqual([])
})

test('nothing planted is found in strict', async () => {
  const { events, counts } = await recordPlanted('strict')
  expect(found(events, [...plantedSecrets, ...plantedCanaries])).toEqual([])
  expect(events.length).toBeGreaterThan(5)
  expect(counts.text).toBeGreaterThan(20)
})

test('nothing personal, typed or unseen is found in balanced', async () => {
  const { events } = await recordPlanted('balanced')
  const hidden = pictured.filter((secret) => secret.kind !== 'text' || secret.private)
  expect(found(events, hidden)).toEqual([])
})

test('no credential is found in open', async () => {
  const { events } = await recordPlanted('open')
  expect(
    found(
      events,
      pictured.filter(({ kind }) => kind === 'credential'),
    ),
  ).toEqual([])
})

test('there are at least 60 secrets, each with a value of its own, none part of another', () => {
  const all = [...plantedSecrets, ...plantedCanaries]
  expect(plantedSecrets.length).toBeGreaterThanOrEqual(60)
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
  for (const { id, value } of all)
    expect(all.filter((other) => other.id !== id && other.value.includes(value))).toEqual([])
})

test.each(['plain value 42', 'a@b.example', 'quo"te\\back', 'Ümläut € 李'])(
  '%s is found in every encoding',
  (value) => {
    const forms = [
      `x ${value} y`,
      JSON.stringify({ value }),
      JSON.stringify(JSON.stringify({ value })),
      encodeURIComponent(value),
      new URLSearchParams({ value }).toString(),
      ...['', 'a', 'ab', 'abc'].map((before) => Buffer.from(`${before}${value} after`).toString('base64')),
      ...['', 'a', 'ab'].map((before) => Buffer.from(before + value).toString('base64url')),
      Buffer.from(value).toString('hex'),
    ]
    for (const form of forms)
      expect(search([{ name: form, content: form }], [{ id: 'it', value }]), form).not.toEqual([])
    expect(search([{ name: 'bytes', content: Buffer.from(value) }], [{ id: 'it', value }])).not.toEqual([])
    expect(search([{ name: 'other', content: 'nothing of the kind' }], [{ id: 'it', value }])).toEqual([])
    expect(encodings(value)).not.toContain('')
  },
)
