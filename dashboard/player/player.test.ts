import type { RecordedEvent } from '@vitrine/fold'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Host } from '../../bench/in-page/host.ts'
import { openPlayerSite, type PlayerSite } from '../../bench/replay/player-site.ts'
import { findChromium } from '../../tools/chromium.ts'

const args = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking'.split(' ')
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args })
let site: PlayerSite
beforeAll(async () => {
  site = await openPlayerSite()
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

const start = 1_700_000_000_000
const element = (id: number, tagName: string, attributes: object, ...childNodes: object[]) => ({
  type: 2,
  id,
  tagName,
  attributes,
  childNodes,
})
const says = (ms: number, value: string): RecordedEvent => ({
  type: 3,
  timestamp: start + ms,
  data: { source: 0, texts: [{ id: 7, value }], attributes: [], removes: [], adds: [] },
})
const change = (ms: number, data: object): RecordedEvent => ({ type: 3, timestamp: start + ms, data })

/** A page of 1000 × 500 that says what time it is; a box in it is scrolled, a field filled, the pointer moved. */
const recording = (): RecordedEvent[] => {
  const style = 'p:hover { color: red } @keyframes spin { to { rotate: 1turn } } i { animation: spin 5s infinite }'
  const body = element(
    5,
    'body',
    {},
    element(6, 'p', {}, { type: 3, id: 7, textContent: 'at 0' }),
    element(8, 'input', {}),
    element(10, 'i', {}),
  )
  const box = element(
    11,
    'div',
    { id: 'box', style: 'height: 50px; overflow: auto' },
    element(12, 'div', { style: 'height: 900px' }),
  )
  body.childNodes.push(box)
  const head = element(
    4,
    'head',
    {},
    element(9, 'style', { _cssText: style }, { type: 3, id: 13, textContent: '', isStyle: true }),
  )
  const node = { type: 0, id: 1, childNodes: [element(3, 'html', {}, head, body)] }
  return [
    { type: 4, timestamp: start, data: { href: '', width: 1000, height: 500 } },
    { type: 2, timestamp: start, data: { node, initialOffset: { left: 0, top: 0 } } },
    says(200, 'at 200'),
    change(300, { source: 3, id: 11, x: 0, y: 120 }),
    change(310, { source: 5, id: 8, text: 'typed', isChecked: false }),
    change(320, { source: 1, positions: [{ x: 40, y: 10, id: 6, timeOffset: 0 }] }),
    says(400, 'at 400'),
  ]
}

async function openFrame() {
  const page = await browser.newPage()
  await page.goto(site.hostUrl)
  const host = await page.evaluateHandle(async () => {
    const { host } = globalThis as unknown as { host: Host }
    if (!host.heard.some(({ kind }) => kind === 'ready')) await host.next('ready')
    return host
  })
  const frame = page.frames().find((one) => one.url() === site.playerUrl)
  if (!frame) throw new Error('no player')
  const read = () =>
    frame.evaluate(() => {
      const shown = document.querySelectorAll('iframe')
      const inner = shown[shown.length - 1]?.contentDocument as Document
      return {
        text: inner.querySelector('p')?.textContent,
        hovered: inner.querySelector('p')?.className,
        value: inner.querySelector('input')?.value,
        scrolled: inner.querySelector('#box')?.scrollTop,
        moving: inner.getAnimations().some(({ playState }) => playState === 'running'),
        pages: shown.length,
      }
    })
  const show = (parts: (RecordedEvent[] | string)[], at: number) =>
    host.evaluate(
      async (host, [parts, at]) => {
        const painted = host.next('painted')
        host.player.open(at)
        for (const part of parts) host.player.append(part)
        host.player.show()
        return await painted
      },
      [parts, start + at] as const,
    )
  const until = (text: string) =>
    frame.waitForFunction(
      (text) => document.querySelector('iframe')?.contentDocument?.querySelector('p')?.textContent === text,
      text,
    )
  return { page, frame, host, read, show, until }
}

test('it paints the pictures of canvases that come later', async () => {
  const { page, frame, host, show } = await openFrame()
  const picture =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC'
  const canvas = element(20, 'canvas', { width: '10', height: '10' })
  const grown = change(100, {
    source: 0,
    texts: [],
    attributes: [],
    removes: [],
    adds: [{ parentId: 5, nextId: null, node: canvas }],
  })
  const drawn = change(300, {
    source: 0,
    texts: [],
    adds: [],
    removes: [],
    attributes: [{ id: 20, attributes: { rr_dataURL: picture } }],
  })
  await show([[...recording().slice(0, 2), grown, drawn, says(400, 'at 400')]], 200)
  const red = () =>
    frame.evaluate(() => {
      const canvas = document.querySelector('iframe')?.contentDocument?.querySelector('canvas')
      return canvas?.getContext('2d')?.getImageData(5, 5, 1, 1).data[0]
    })
  expect(await red()).toBe(0)
  await host.evaluate(({ player }) => player.play(1))
  await expect.poll(red, { timeout: 20_000 }).toBe(255)
  await page.close()
})

test('it stands at any time, as text or as events, forwards and backwards, one page at a time', async () => {
  const { page, host, read, show } = await openFrame()
  expect(await show([recording()], 350)).toMatchObject({ kind: 'painted', at: start + 350 })
  const at350 = { text: 'at 200', hovered: ':hover', value: 'typed', scrolled: 120 }
  expect(await read()).toMatchObject(at350)
  await show([JSON.stringify(recording().slice(0, 3)), JSON.stringify(recording().slice(3))], 250)
  expect(await read()).toEqual({ text: 'at 200', hovered: '', value: '', scrolled: 0, moving: false, pages: 1 })
  await host.evaluate(async (host, at) => {
    const painted = host.next('painted')
    host.player.seek(at)
    await painted
  }, start + 350)
  expect(await read()).toMatchObject({ ...at350, pages: 1, moving: false })
  expect(await host.evaluate(({ heard }) => heard.find(({ kind }) => kind === 'size'))).toEqual({
    kind: 'size',
    width: 1000,
    height: 500,
  })
  await page.close()
})

test('of two pages asked for at once, the first tells nothing once the second is there', async () => {
  const { page, host, show } = await openFrame()
  const small = recording()
  small[0] = { type: 4, timestamp: start, data: { href: '', width: 300, height: 200 } }
  await show([recording()], 0)
  const widths = await host.evaluate(
    async (host, [parts, at]) => {
      const before = host.heard.length
      for (const part of parts) {
        host.player.open(at)
        host.player.append(part)
        host.player.show()
      }
      await host.next('painted')
      await host.next('painted')
      for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame)
      return host.heard.slice(before).flatMap((heard) => (heard.kind === 'size' ? [heard.width] : []))
    },
    [[small, recording()], start] as const,
  )
  expect(widths).toContain(300)
  expect(widths).toEqual(widths.toSorted((a, b) => a - b))
  await page.close()
})

test('it plays, tells the time, goes on with what is added after its end, and pauses', async () => {
  const { page, host, read, show, until } = await openFrame()
  await show([recording()], 0)
  await host.evaluate(({ player }) => player.play(1))
  await until('at 400')
  expect((await read()).moving).toBe(true)
  // Long enough for rrweb to have declared the end; the clock must not have stopped with it.
  await host.evaluate(async (host, end) => {
    for (let at = 0; at < end; ) at = (await host.next('time')).at
  }, start + 700)
  await host.evaluate(({ player }, part) => player.append(part), [says(500, 'at 500'), says(900, 'at 900')])
  await until('at 900')
  await host.evaluate(
    ({ player }, part) => player.append(part),
    JSON.stringify([says(1_000, 'at 1000'), says(60_000, 'never')]),
  )
  await until('at 1000')
  await host.evaluate(({ player }) => player.pause())
  expect(await read()).toMatchObject({ moving: false })
  const times = await host.evaluate(({ heard }) =>
    heard.flatMap((message) => (message.kind === 'time' ? [message.at] : [])),
  )
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  const told = times.length
  await host.evaluate(async () => {
    for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame)
  })
  expect(await host.evaluate(({ heard }) => heard.filter(({ kind }) => kind === 'time').length)).toBe(told)
  await page.close()
})

test('16 times the speed is 16 times the speed, also across a seek', async () => {
  const { page, host, show } = await openFrame()
  await show([recording(), [says(30_000, 'late')]], 0)
  const { recorded, passed } = await host.evaluate(async (host, start) => {
    host.player.play(16)
    await host.next('time')
    const painted = host.next('painted')
    host.player.seek(start + 2_000)
    await painted
    const first = (await host.next('time')).at
    const began = performance.now()
    let last = first
    while (last < first + 8_000) last = (await host.next('time')).at
    return { recorded: last - first, passed: performance.now() - began }
  }, start)
  expect(recorded / passed).toBeGreaterThan(12)
  expect(recorded / passed).toBeLessThan(20)
  await page.close()
})

test('what begins without a page fails with words, and the frame goes on', async () => {
  const { page, host, read, show } = await openFrame()
  const failed = await host.evaluate(
    async (host, part) => {
      const failed = host.next('failed')
      host.player.open(0)
      host.player.append(part)
      host.player.show()
      return await failed
    },
    [says(1, 'x')],
  )
  expect(failed.message).toContain('does not begin with a page')
  await show([recording()], 250)
  expect(await read()).toMatchObject({ text: 'at 200', pages: 1 })
  await page.close()
})

test('a page built while the frame is not displayed is there when it is, also out of sight', async () => {
  const { page, host, frame } = await openFrame()
  const hide = (how: Partial<Record<'display' | 'marginTop', string>>) =>
    page.evaluate((how) => Object.assign((document.querySelector('iframe') as HTMLElement).style, how), how)
  await hide({ display: 'none', marginTop: '5000px' })
  await host.evaluate(
    async (host, [part, at]) => {
      const sized = host.next('size')
      host.player.open(at)
      host.player.append(part)
      host.player.show()
      return await sized
    },
    [recording(), start] as const,
  )
  await hide({ display: '' })
  const width = () =>
    frame.evaluate(() => document.querySelector('.replayer-wrapper iframe')?.getBoundingClientRect().width)
  expect(await width()).toBeGreaterThan(0)
  await hide({ marginTop: '' })
  await page.waitForFunction(() => document.querySelector('iframe')?.checkVisibility())
  await expect.poll(width, { timeout: 20_000 }).toBeLessThanOrEqual(1000)
  await page.close()
})
