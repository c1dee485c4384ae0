import { expect, test } from 'vitest'
import { splitAssets } from '../buffer/split-assets.ts'
import { createAssetLog } from './asset-log.ts'
import { mayConnect } from './connect-policy.ts'
import { showFiles, stillNamed } from './draft-files.ts'

const site = 'https://shop.example'

test('addresses that look the same once masked are told apart, in the order of their coming', () => {
  const log = createAssetLog()
  const masked = `${site}/image?url=*****`
  expect(log.attribute('src', masked, `${site}/image?url=a.png`)).toBe(masked)
  expect(log.attribute('src', masked, `${site}/image?url=b.png`)).toBe(`${masked}#~2`)
  expect(log.attribute('src', masked, `${site}/image?url=a.png`)).toBe(masked)
  expect(log.attribute('src', masked, `${site}/image?url=b.png`)).toBe(`${masked}#~2`)
  expect(
    log.attribute('srcset', `${masked} 1x, ${masked} 2x`, `${site}/image?url=b.png 1x, ${site}/image?url=c.png 2x`),
  ).toBe(`${masked}#~2 1x, ${masked}#~3 2x`)
  expect(log.css(`.a{background:url("${masked}")}`, `.a{background:url("${site}/image?url=d.png")}`)).toBe(
    `.a{background:url("${masked}#~4")}`,
  )
  expect(log.originalOf(`${masked}#~3`)).toBe(`${site}/image?url=c.png`)
})

test('what carries itself, or leads nowhere, is not noted', () => {
  const log = createAssetLog()
  for (const address of ['data:image/png;base64,AAAA', '#shape', '']) {
    expect(log.attribute('src', address, address)).toBe(address)
    expect(log.originalOf(address)).toBeUndefined()
  }
  const long = `${site}/${'a'.repeat(2_000)}`
  log.attribute('src', long, long)
  expect(log.originalOf(long)).toBeUndefined()
})

test('the log is bounded', () => {
  const log = createAssetLog()
  for (let n = 0; n < 3_000; n++) log.attribute('src', `${site}/${n}.png`, `${site}/${n}.png`)
  expect(log.originalOf(`${site}/1999.png`)).toBeDefined()
  expect(log.originalOf(`${site}/2000.png`)).toBeUndefined()
})

test.each([
  ['', `${site}/a.png`, true],
  ["img-src 'none'", `${site}/a.png`, true],
  ["default-src 'self'", `${site}/a.png`, true],
  ["default-src 'self'", 'https://cdn.example/a.png', false],
  ["default-src 'none'; connect-src *", 'https://cdn.example/a.png', true],
  ['connect-src *', 'blob:https://shop.example/1', false],
  ["connect-src 'self'", 'blob:https://shop.example/1', false],
  ['connect-src https://cdn.example', 'https://cdn.example:8443/a.png', false],
  ['connect-src blob:', 'blob:https://shop.example/1', true],
  ['connect-src https:', 'https://cdn.example/a.png', true],
  ['connect-src https:', 'http://cdn.example/a.png', false],
  ['connect-src *.cdn.example', 'https://a.cdn.example/a.png', true],
  ['connect-src *.cdn.example', 'https://cdn.example/a.png', false],
  ['connect-src https://cdn.example:8443', 'https://cdn.example:8443/a.png', true],
  ['connect-src https://cdn.example:8443', 'https://cdn.example/a.png', false],
  ['connect-src https://cdn.example/assets/', 'https://cdn.example/assets/a.png', false],
  ["connect-src 'none'", `${site}/a.png`, false],
])('under "%s" a page may ask %s: %s', (policy, url, allowed) =>
  expect(mayConnect([policy], new URL(url), site)).toBe(allowed),
)

const sheet = Array.from({ length: 200 }, (_, n) => `.a${n}{color:red;background:url("${site}/${n % 2}.png")}`).join('')
const event = (data: object) => JSON.stringify({ type: 3, timestamp: 1, data: { source: 0, ...data } })

test('style sheets leave the events, each once, and the addresses in them are known', async () => {
  const texts = [
    event({ attributes: [{ id: 1, attributes: { _cssText: sheet } }] }),
    event({ attributes: [{ id: 2, attributes: { _cssText: sheet, src: `${site}/2.png` } }] }),
    event({ texts: [{ id: 3, value: sheet }] }),
  ]
  const split = await splitAssets(texts)
  expect(split.sheets).toHaveLength(1)
  expect(new TextDecoder().decode(split.sheets[0]?.content)).toBe(sheet)
  for (const text of split.texts.slice(0, 2))
    expect(text).toContain(`"_cssText":"vitrine-asset:${split.sheets[0]?.sha256}"`)
  // What may be words on the page stays where it is.
  expect(split.texts[2]).toBe(texts[2])
  expect(split.addresses.toSorted()).toEqual([0, 1, 2].map((n) => `${site}/${n}.png`))
})

test('small sheets stay where they are', async () => {
  const text = event({ attributes: [{ id: 1, attributes: { _cssText: 'a{color:red}' } }] })
  expect(await splitAssets([text])).toEqual({ texts: [text], sheets: [], addresses: [] })
})

test('of what the customer took out, no file and no address is left', () => {
  const file = { sha256: 'a', type: 'image/png', bytes: 1, content: new Uint8Array(1) } as const
  const files = [
    { ...file, urls: ['1', '2'] },
    { ...file, urls: ['3'] },
  ]
  expect(stillNamed(files, ['2', '4'])).toEqual([{ ...file, urls: ['2'] }])
  const { resolve, sheetText } = showFiles(files, (address) => `${site}/${address}`)
  expect([resolve('1'), resolve('9'), resolve('#a'), resolve('data:,')]).toEqual([`${site}/1`, '', '#a', 'data:,'])
  expect(sheetText('.a{b:url(1)}.c{d:url(9)}')).toBe(`.a{b:url("${site}/1")}.c{d:url("")}`)
})
