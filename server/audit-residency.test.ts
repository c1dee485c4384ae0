import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { AuditFilter } from '@vitrine/protocol'
import { expect, test } from 'vitest'
import { checkAudit } from './accounts/audit-chain/check-audit.ts'
import { exportAudit } from './accounts/audit-chain/export-audit.ts'
import { listAudit } from './accounts/audit-chain/list-audit.ts'
import { verifyAudit } from './accounts/audit-chain/verify-audit.ts'
import { authorizeProject } from './accounts/index.ts'
import { changeProject } from './accounts/projects/change-project.ts'
import { allStores } from './platform/all-stores.ts'
import { checkDrift } from './privacy/drift/check-drift.ts'
import { misplacedRows } from './privacy/drift/misplaced-rows.ts'
import { readDrift } from './privacy/drift/read-drift.ts'
import { previewErasure } from './privacy/erasure/preview-erasure.ts'
import { carryOutExport } from './privacy/export/carry-out-export.ts'
import { openExport } from './privacy/export/open-export.ts'
import { requestExport } from './privacy/export/request-export.ts'
import { lines, readZip } from './privacy/export/testing/read-zip.ts'
import { changeReport } from './reports/change-report.ts'
import { openReport } from './reports/open-report.ts'
import { sampleReport } from './reports/testing/sample.ts'
import { asMember } from './testing/context.ts'
import { regionsContext } from './testing/regions.ts'
import { seedProject } from './testing/seed.ts'
import { transact } from './transact.ts'

const { ctx, stores, inRegion } = await regionsContext()
const { organizationId, projectId, publicKey, origin, userId } = await seedProject(inRegion('us'))
const owner = asMember(ctx, userId)
const report = sampleReport(publicKey, 0)
await openReport(ctx, report, origin)
await changeReport(owner, report.id, { status: 'triaged', assigneeId: userId })
const project = await authorizeProject(owner, projectId, 'administer')
await changeProject(owner, { project, change: { name: 'Shop overseas' } })

type Asked = Parameters<typeof requestExport>[1]

async function copyOf(asked: Asked, region: string) {
  const { id } = await requestExport(owner, asked)
  await carryOutExport({ ...ctx, actor: { kind: 'job', name: 'privacy.export' } }, { exportId: id, region })
  const { content } = await openExport(owner, id)
  return readZip(await buffer(Readable.from(content)))
}
const actions = (files: Map<string, Buffer>) => lines(files.get('data/audit_log.ndjson')).map(({ action }) => action)

test('an entry stands where its work was done, from the moment that the work stands, and nowhere else', async () => {
  const places = new Map<string, string[]>()
  for (const { name, db } of allStores(ctx)) {
    const rows = await db.selectFrom('audit_log').select('action').where('project_id', '=', projectId).execute()
    places.set(
      name,
      rows.map(({ action }) => action),
    )
  }
  expect(Object.fromEntries(places)).toEqual({ control: ['project.changed'], eu: [], us: ['report.changed'] })
})

test('the page shows the entries of all places as one log', async () => {
  const { entries, kinds } = await listAudit(ctx, { organizationId }, AuditFilter.parse({}))
  expect(entries.map(({ action }) => action)).toEqual(['project.changed', 'report.changed'])
  expect(entries.map(({ actor }) => actor?.id)).toEqual([userId, userId])
  expect(kinds).toEqual(['project', 'report'])
})

test('an export has the chain of every place, and a change in any of them is found', async () => {
  const exported = await Array.fromAsync(exportAudit(ctx, { organizationId }))
  expect(exported.filter((line) => line.includes('"action":"report.changed"'))).toHaveLength(1)
  const { faults, heads } = await verifyAudit(exported)
  expect(faults).toEqual([])
  expect(heads).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ chain: 'us', number: 1 }),
      expect.objectContaining({ chain: 'control', number: 1 }),
    ]),
  )
  const without = exported.filter((line) => !line.includes('"action":"report.changed"'))
  expect((await verifyAudit(without)).faults).toContainEqual(expect.stringMatching(/of us.*entries are missing/))
  expect(await checkAudit(ctx)).toEqual([])
})

test('a member’s copy has what they did in every region, and what names them there', async () => {
  const files = await copyOf({ kind: 'member', id: userId }, ctx.config.region)
  expect(actions(files)).toEqual(expect.arrayContaining(['project.changed', 'report.changed', 'member.exported']))
  expect(lines(files.get('mentions/reports.ndjson'))).toEqual([{ id: report.id, assignee_id: userId }])
})

test('the copy of a project or organization has what was done to it with the accounts and in its region', async () => {
  for (const asked of [
    { kind: 'project' as const, id: projectId },
    { kind: 'organization' as const, id: organizationId },
  ])
    expect(actions(await copyOf(asked, 'us')), asked.kind).toEqual(
      expect.arrayContaining(['project.changed', 'report.changed']),
    )
})

test('an organization whose project was in a region keeps what was done there in its copy', async () => {
  const elsewhere = { id: randomUUID(), organizationId }
  const from = await ctx.control.db.selectFrom('projects').selectAll().where('id', '=', projectId).executeTakeFirst()
  if (!from) throw new Error('no project')
  const { id: _, ...row } = from
  const moved = { ...row, id: elsewhere.id, region: 'eu', public_key: randomUUID(), origins: [] }
  await ctx.control.db.insertInto('projects').values(moved).execute()
  expect(actions(await copyOf({ kind: 'organization', id: organizationId }, 'eu'))).toContain('report.changed')
})

test('an erasure counts what it keeps in all places', async () => {
  for (const asked of [
    { kind: 'project' as const, id: projectId },
    { kind: 'member' as const, id: userId },
  ]) {
    const { stores: outcome } = await previewErasure(owner, asked)
    const column = asked.kind === 'project' ? 'project_id' : 'actor_id'
    let count = 0
    for (const { db } of allStores(ctx))
      count += (await db.selectFrom('audit_log').select('id').where(column, '=', asked.id).execute()).length
    expect(count).toBeGreaterThan(1)
    expect(outcome.find(({ place }) => place === 'table audit_log')).toMatchObject({ outcome: 'exempt', count })
  }
})

test('what is declared to be with the accounts alone is nowhere else; one row that is there is found', async () => {
  expect(await misplacedRows(ctx)).toEqual([])
  const misplaced = { id: randomUUID(), name: 'Acme', code: randomUUID() }
  await transact(ctx, stores.us, (_, tx) => tx.db.insertInto('organizations').values(misplaced).execute())
  await checkDrift(ctx, { asked: false })
  const { open } = await readDrift(ctx)
  expect(open.map(({ code, place }) => `${code} ${place}`)).toContain('misplaced-rows organizations in us')
})
