import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { activity, type Declarations, erasurePlan, id, nullable, refers, type Table, table } from './index.ts'

const about = {
  what: '',
  activity: activity('a', {
    title: '',
    role: 'controller',
    purpose: '',
    legalBasis: 'contract',
    subjects: [],
    safeguards: [],
  }),
  subjects: [],
  keep: { indefinitely: 'test' },
  region: 'home',
} as const
const declare = (tables: Table[]): Declarations => ({
  activities: [],
  tables,
  keyspaces: [],
  buckets: [],
  localFiles: [],
  browserKeys: [],
  recipients: [],
  jobs: [],
  foreignSchemas: [],
  logFields: [],
  limitations: [],
})

describe('erasurePlan', () => {
  const projects = table('projects', about, { id: id() })
  const reports = table('reports', about, { id: id(), project_id: refers('projects') })
  const recordings = table('recordings', about, {
    id: id(),
    project_id: refers('projects'),
    report_id: nullable(refers('reports')),
  })
  const views = table('views', about, { id: id(), report_id: nullable(refers('reports', 'clear')) })
  const audit = table('audit', about, { id: id(), project_id: refers('projects', { keep: 'Evidence.' }) })
  const all = declare([projects, reports, recordings, views, audit])

  test('takes what refers to the root, children before parents', () => {
    expect(erasurePlan(all, projects).tables.map(({ name }) => name)).toEqual(['recordings', 'reports', 'projects'])
    expect(erasurePlan(all, reports).tables.map(({ name }) => name)).toEqual(['recordings', 'reports'])
  })

  test('clears and keeps where the declaration says so', () => {
    const plan = erasurePlan(all, projects)
    expect(plan.cleared.map(({ table, column }) => `${table.name}.${column}`)).toEqual(['views.report_id'])
    expect(plan.exempt.map(({ table, reason }) => [table.name, reason])).toEqual([['audit', 'Evidence.']])
  })

  test('whatever the references, every reachable table comes once and before what it refers to', () => {
    const graph = fc.integer({ min: 1, max: 12 }).chain((size) =>
      fc.array(fc.array(fc.integer({ min: 0, max: size - 1 }), { maxLength: 3 }), {
        minLength: size,
        maxLength: size,
      }),
    )
    fc.assert(
      fc.property(graph, (parents) => {
        const tables = parents.map((own, n) =>
          table(`t${n}`, about, {
            id: id(),
            ...Object.fromEntries(own.filter((p) => p < n).map((p) => [`t${p}_id`, refers(`t${p}`)])),
          }),
        )
        const plan = erasurePlan(declare(tables), tables[0] as Table)
        const order = plan.tables.map(({ name }) => name)
        expect(new Set(order).size).toBe(order.length)
        expect(order.at(-1)).toBe('t0')
        for (const link of plan.links) expect(order.indexOf(link.table.name)).toBeLessThan(order.indexOf(link.parent))
      }),
    )
  })
})
