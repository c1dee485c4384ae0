import { expect, test } from 'vitest'
import { projectByPublicKey } from '../accounts/index.ts'
import { asMember, testContext } from '../testing/context.ts'
import { seedProject } from '../testing/seed.ts'
import { listDetections } from './list-detections.ts'
import { seeSnippet } from './see-snippet.ts'
import { projectNews } from './tables.ts'

const ctx = await testContext()
const at = (ms: number) => ({ ...ctx, now: () => new Date(ms) })
/** Begins a period. All of the test lies in the past: a time to come counts as now. */
const start = Math.floor(Date.now() / 30_000) * 30_000 - 1_500_000

test('origins seen in the last ten minutes are listed, the latest first; busy ones make news once in a while', async () => {
  const { publicKey, projectId, userId } = await seedProject(ctx)
  const project = await projectByPublicKey(ctx, publicKey)
  const news: string[] = []
  const stop = await ctx.control.ephemeral.subscribe(projectNews.key({ id: projectId }), (text) => news.push(text))
  const see = (origin: string, ms: number) => seeSnippet(at(start + ms), project, origin)
  await see('https://a.example', 0)
  for (let ms = 1_000; ms < 60_000; ms += 1_000) await see('https://b.example', ms)
  const list = async (ms: number) =>
    (await listDetections(asMember(at(start + ms), userId), projectId)).map(({ origin }) => origin)
  expect(await list(60_000)).toEqual(['https://b.example', 'https://a.example'])
  expect(await list(600_000)).toEqual(['https://b.example', 'https://a.example'])
  expect(await list(600_001)).toEqual(['https://b.example'])
  expect(await list(700_000)).toEqual([])
  expect(news.map((text) => JSON.parse(text).origin)).toEqual([
    'https://a.example',
    'https://b.example',
    'https://b.example',
  ])
  await stop()
})
