import { expect, test } from 'vitest'
import { goalsOf } from './goals.ts'
import type { Run } from './measure.ts'
import { plan } from './plan.ts'
import { createCells, summarize } from './summarize.ts'
import { workloads } from './workloads/all.ts'

const run = (figures: Partial<Run> & { scriptMs?: number }): Run => ({
  syncMs: 1,
  longestMs: 10,
  marks: {},
  spent: { scriptMs: figures.scriptMs ?? 0, taskMs: 0, cpuMs: 0 },
  ...figures,
})

const met = (cells: ReturnType<typeof createCells>) => goalsOf(cells).map(({ met }) => met)

test('goals that a run did not measure are neither met nor missed', () => {
  expect(met(createCells([]))).toEqual(Array.from({ length: 7 }, () => undefined))
})

test('goals compare medians, without what the page itself costs', () => {
  const cell = (workload: string, recorder: string, ...runs: Parameters<typeof run>[0][]) =>
    summarize(workload, recorder, runs.map(run))
  const cells = (share: number) =>
    createCells([
      cell('w1', 'vitrine', { longestMs: 12 }, { longestMs: 49 }, { longestMs: 400 }),
      cell('w2', 'none', { scriptMs: 1_000 }),
      cell('w2', 'vitrine', { scriptMs: 1_000 + share * 500, pictureKb: share * 10, right: true }),
      cell('w2', 'rrweb', { scriptMs: 1_500, pictureKb: 10 }),
      cell('w0', 'vitrine', { kb: 5, right: share < 1 }),
      cell('svg', 'vitrine', { kb: 5 + share * 10, seconds: 10 }),
      cell('iframe', 'vitrine', { leaked: { documents: Math.floor(share), nodes: 0 } }),
      cell('day', 'none', { marks: { start: 1, end: 1.5 } }),
      cell('day', 'vitrine', { marks: { start: 4, end: 4.5 + 2 * share } }),
    ])
  expect(met(cells(0.5))).toEqual([true, true, true, true, true, true, true])
  expect(met(cells(1.1))).toEqual([true, false, false, false, false, false, false])
})

test('recorders take turns, and what the goals need comes first', () => {
  const contenders = ['none', 'vitrine', 'rrweb', 'sentry'].map((name) => ({ name, scripts: [], gzipKb: 0 }))
  const two = workloads.filter(({ name }) => ['w0', 'iframe'].includes(name))
  const jobs = plan(two, contenders, { runs: 2, minutes: 1, workloads: [], recorders: [], scale: 1 })
  const order = jobs.map(({ workload, contender }) => `${workload.name} ${contender.name}`).join(', ')
  expect(order).toBe(
    'w0 none, w0 vitrine, w0 rrweb, iframe vitrine, iframe rrweb, iframe none, w0 sentry, iframe sentry, ' +
      'w0 vitrine, w0 rrweb, w0 none, w0 sentry',
  )
})
