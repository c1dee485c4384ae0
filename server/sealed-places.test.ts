import { sealedPlace, type Table } from '@vitrine/ledger'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { beginSecondStep } from './accounts/login/second-step/begin-second-step.ts'
import { sealFor } from './accounts/sign-on/provider.ts'
import { givePassword, password } from './accounts/testing/people.ts'
import { announceAssets } from './capture/assets/announce-assets.ts'
import { startSample } from './capture/testing/sample.ts'
import type { DataKey } from './platform/crypto/keys.ts'
import { databaseOf } from './platform/db/database-of.ts'
import { carryOutExport } from './privacy/export/carry-out-export.ts'
import { requestExport } from './privacy/export/request-export.ts'
import { sampleChannel, sampleCredential } from './relay/supply/testing/sample-supply.ts'
import { seedWebhook } from './relay/testing/role-samples.ts'
import { asMember, testContext } from './testing/context.ts'
import { seedMember } from './testing/seed.ts'
import { transact } from './transact.ts'
import { projectSecret } from './visitors/project-secret.ts'

const ctx = await testContext()

/** Two of everything that is encrypted, made by the verbs that make it. */
async function makeTwo(): Promise<void> {
  for (let n = 0; n < 2; n++) {
    const { recordingId, project, reportId } = await startSample(ctx, 1)
    const sheet = { sha256: String(n).repeat(64), type: 'text/css' as const, bytes: 1, urls: ['https://a.example/'] }
    await transact(ctx, ctx.control, (ctx, tx) => announceAssets(ctx, tx, project, recordingId, [sheet]))
    const place = { organizationId: project.organization_id, projectId: project.id }
    const userId = await seedMember(ctx, { ...place, role: 'admin' })
    await givePassword(ctx, userId)
    await beginSecondStep(asMember(ctx, userId), { password })
    await projectSecret(ctx, project, 'visitor-hash')
    await provide(project.organization_id)
    await sampleChannel(ctx)
    await sampleCredential(ctx, project.organization_id)
    await seedWebhook(ctx, project.organization_id)
    const { id: exportId } = await requestExport(asMember(ctx, userId), { kind: 'report', id: reportId })
    await carryOutExport(ctx, { exportId, region: project.region })
  }
  const sealed = ctx.envelope.master.seal(Buffer.from('another'), 'platform_secrets.sealed|another')
  await ctx.control.db.insertInto('platform_secrets').values({ name: 'another', sealed }).execute()
}

async function provide(organizationId: string): Promise<void> {
  const id = crypto.randomUUID()
  const sealed = (column: 'issuer' | 'client_id' | 'client_secret') => sealFor(ctx, id, column, column)
  const secrets = {
    issuer: sealed('issuer'),
    client_id: sealed('client_id'),
    client_secret: sealed('client_secret'),
  }
  const rest = { default_role: 'viewer' as const, only_sign_on: false, created_at: ctx.now() }
  await ctx.control.db
    .insertInto('sign_on_providers')
    .values({ id, organization_id: organizationId, ...secrets, ...rest, hosts: [] })
    .execute()
}

type Cell = { readonly column: string; readonly place: string; readonly kind: 'value' | 'key'; readonly bytes: Buffer }

async function cellsOf(table: Table): Promise<Cell[]> {
  const cells: Cell[] = []
  for (const [column, { sealed, wrapped }] of Object.entries(table.columns)) {
    const bound = sealed ? [sealed.boundTo] : wrapped?.owners
    if (!bound) continue
    const { rows } = await sql<{ row: string; bytes: Buffer }>`
      select coalesce(${sql.join(bound.map((name) => sql`${sql.ref(name)}::text`))}) as row, ${sql.ref(column)} as bytes
      from ${sql.table(table.name)} where ${sql.ref(column)} is not null`.execute(databaseOf(ctx.control, table))
    const kind = sealed ? 'value' : 'key'
    for (const { row, bytes } of rows)
      cells.push({ column: `${table.name}.${column}`, place: sealedPlace(table, column, row), kind, bytes })
  }
  return cells
}

const opens = (key: DataKey, { kind, bytes }: Cell, place: string): boolean => {
  try {
    if (kind === 'value') key.open(bytes, place)
    else ctx.envelope.unwrap(bytes, place, key)
    return true
  } catch {
    return false
  }
}

/** Every key of the installation, found by opening whatever a known key opens. */
function allKeys(cells: readonly Cell[]): DataKey[] {
  const keys = [ctx.envelope.master]
  const shut = new Set(cells.filter(({ kind }) => kind === 'key'))
  for (let key = keys[0], next = 1; key; key = keys[next++])
    for (const cell of shut)
      if (opens(key, cell, cell.place)) {
        keys.push(ctx.envelope.unwrap(cell.bytes, cell.place, key))
        shut.delete(cell)
      }
  return keys
}

test('whatever is encrypted opens in its own row and column only, whoever has every key', {
  timeout: 60_000,
}, async () => {
  await makeTwo()
  const columns = ctx.declarations.tables.flatMap((table) =>
    Object.entries(table.columns).flatMap(([name, { sealed, wrapped }]) =>
      sealed || wrapped ? [`${table.name}.${name}`] : [],
    ),
  )
  const cells = (await Promise.all(ctx.declarations.tables.map(cellsOf))).flat()
  const few = columns.filter((column) => cells.filter((cell) => cell.column === column).length < 2)
  expect(few, 'makeTwo() has to make two rows with each').toEqual([])
  const keys = allKeys(cells)
  for (const cell of cells) {
    const fitting = keys.filter((key) => opens(key, cell, cell.place))
    expect(fitting.length, cell.place).toBe(1)
    for (const { place } of cells)
      if (place !== cell.place) expect(keys.some((key) => opens(key, cell, place))).toBe(false)
  }
})
