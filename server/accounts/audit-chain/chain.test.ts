import * as fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { asMember, testContext } from '../../testing/context.ts'
import { seedProject } from '../../testing/seed.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { canonical, isCanonical } from './chain.ts'
import { checkAudit } from './check-audit.ts'
import { chainedTables, readWaiting } from './entries.ts'
import { exportAudit } from './export-audit.ts'
import { lastSeal, sealAudit } from './seal-audit.ts'
import { verifyAudit } from './verify-audit.ts'

const seeded = async () => {
  const ctx = await testContext()
  const { userId, projectId, organizationId } = await seedProject(ctx)
  const project = { id: projectId, organization_id: organizationId }
  const member = asMember(ctx, userId)
  const happen = (id: string = projectId) =>
    transact(member, member.control, (ctx, tx) =>
      audit(ctx, tx, { action: 'project.changed', project, target: { kind: 'project', id } }),
    )
  const lines = (scope = {}) => Array.fromAsync(exportAudit(ctx, scope))
  return { ctx, happen, lines, organizationId, project, member }
}

test('what happened is sealed in order, and an export proves it with nothing else at hand', async () => {
  const { ctx, happen, lines } = await seeded()
  const before = await sealAudit(ctx)
  for (let n = 0; n < 3; n++) await happen(`change ${n}`)
  expect(await sealAudit(ctx)).toBe(3)
  expect(await sealAudit(ctx)).toBe(0)
  const exported = await lines()
  const verdict = await verifyAudit(exported)
  expect(verdict).toMatchObject({ faults: [], entries: before + 3, hidden: 0 })
  expect(exported.join('\n').match(/change \d/g)).toEqual(['change 0', 'change 1', 'change 2'])
  expect(await checkAudit(ctx)).toEqual([])
})

test('several that seal at once make one chain', async () => {
  const { ctx, happen, lines } = await seeded()
  await Promise.all(Array.from({ length: 12 }, (_, n) => (n % 3 === 0 ? sealAudit(ctx) : happen())))
  expect(await verifyAudit(await lines())).toMatchObject({ faults: [] })
})

test('many that wait are sealed in order, a thousand below each seal', async () => {
  const { ctx, lines } = await seeded()
  await sealAudit(ctx)
  await sql`insert into audit_log (id, at, actor_kind, action, target_kind)
    select gen_random_uuid(), '2026-03-01'::timestamptz - n * interval '1 second', 'operator', 'n' || n, 'project'
    from generate_series(1, 2500) as n`.execute(ctx.control.db)
  const { number: before } = await lastSeal(ctx.control)
  expect(await sealAudit(ctx)).toBe(2_500)
  expect((await lastSeal(ctx.control)).number).toBe(before + 3)
  const exported = await lines()
  expect(exported.flatMap((line) => /"action":"n(\d+)"/.exec(line)?.[1] ?? [])).toEqual(
    Array.from({ length: 2_500 }, (_, n) => String(2_500 - n)),
  )
  expect(await verifyAudit(exported)).toMatchObject({ faults: [] })
})

test('whether a text is the canonical one is told the same way by both ways of telling', () => {
  const texts = fc.json({ maxDepth: 4 })
  fc.assert(
    fc.property(texts, (text) => {
      const value: unknown = JSON.parse(text)
      const only = canonical(value)
      expect(isCanonical(value, text)).toBe(text === only)
      expect(isCanonical(JSON.parse(only), only)).toBe(canonical(JSON.parse(only)) === only)
    }),
    { numRuns: 2_000 },
  )
  for (const text of ['{"b":1,"a":2}', '{"a":null}', '{"a":1,"a":1}', '{"10":1,"9":2}', '{"a": 1}', '[{"b":1,"a":1}]'])
    expect(isCanonical(JSON.parse(text), text)).toBe(canonical(JSON.parse(text)) === text)
})

test('the database writes the canonical text, whatever the entry says', async () => {
  const { ctx } = await seeded()
  await sealAudit(ctx)
  const ascii = Array.from({ length: 127 }, (_, code) => String.fromCharCode(code + 1)).join('')
  const texts = [ascii, '', 'ä\u0085\u2028\u2029\ufeff\uffff', '😀 𝒳', '\\u0041 \\" </script>', '{"a":null}']
  const more = fc.sample(fc.string({ unit: 'grapheme' }), 200).map((text) => text.replaceAll('\0', ''))
  await ctx.control.db
    .insertInto('audit_log')
    .values(
      [...texts, ...more].map((target_id) => ({
        id: crypto.randomUUID(),
        actor_kind: 'operator',
        action: 'a.b',
        target_kind: 'x',
        target_id,
      })),
    )
    .execute()
  const waiting = await readWaiting(ctx, ctx.control, 1_000)
  expect(waiting).toHaveLength(texts.length + more.length)
  for (const { id, line } of waiting) {
    const { at, ...row } = await ctx.control.db
      .selectFrom('audit_log')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const moment = JSON.parse(line).at
    expect(line).toBe(canonical({ log: 'audit_log', ...row, at: moment }))
    expect(new Date(moment)).toEqual(at)
  }
  // Others would need a text of their own: PostgreSQL writes numbers and documents in ways of its own.
  const types = chainedTables(ctx).flatMap(({ columns }) => Object.values(columns).map(({ sql: type }) => type))
  expect(new Set(types)).toEqual(new Set(['uuid', 'timestamp with time zone', 'text']))
})

test('an entry whose transaction commits late is sealed later, never left out', async () => {
  const { ctx, happen, lines, member, project } = await seeded()
  let commit = () => {}
  const held = new Promise<void>((done) => (commit = done))
  const entered = Promise.withResolvers<void>()
  const late = transact(member, member.control, async (ctx, tx) => {
    await audit(ctx, tx, { action: 'project.changed', project, target: { kind: 'late' } })
    entered.resolve()
    await held
  })
  await entered.promise
  await happen()
  await sealAudit(ctx)
  commit()
  await late
  expect(await sealAudit(ctx)).toBe(1)
  expect(await verifyAudit(await lines())).toMatchObject({ faults: [] })
  expect(await checkAudit(ctx)).toEqual([])
})

test('any single change of an export is found', async () => {
  const { ctx, happen, lines } = await seeded()
  for (let n = 0; n < 12; n++) {
    await happen(`change ${n}`)
    if (n % 4 === 3) await sealAudit(ctx)
  }
  const exported = await lines()
  expect((await verifyAudit(exported)).faults).toEqual([])
  const at = fc.nat(exported.length - 1)
  const mutation = fc.oneof(
    fc.record({ kind: fc.constant('remove' as const), at }),
    fc.record({ kind: fc.constant('repeat' as const), at }),
    fc.record({ kind: fc.constant('cut' as const), at }),
    fc.record({ kind: fc.constant('swap' as const), at, other: at }),
    fc.record({ kind: fc.constant('insert' as const), at, text: fc.string() }),
    fc.record({
      kind: fc.constant('alter' as const),
      at,
      place: fc.nat(4_000),
      char: fc.string({ minLength: 1, maxLength: 1 }),
    }),
    fc.record({ kind: fc.constant('drop' as const), at, place: fc.nat(4_000) }),
  )
  await fc.assert(
    fc.asyncProperty(mutation, async (change) => {
      const copy = [...exported]
      const line = copy[change.at] ?? ''
      if (change.kind === 'remove') copy.splice(change.at, 1)
      if (change.kind === 'repeat') copy.splice(change.at, 0, line)
      if (change.kind === 'cut') copy.splice(change.at)
      if (change.kind === 'swap') [copy[change.at], copy[change.other]] = [copy[change.other] ?? '', line]
      if (change.kind === 'insert') copy.splice(change.at, 0, change.text)
      if (change.kind === 'alter' || change.kind === 'drop') {
        const place = change.place % line.length
        copy[change.at] = line.slice(0, place) + (change.kind === 'alter' ? change.char : '') + line.slice(place + 1)
      }
      fc.pre(copy.join('\n') !== exported.join('\n'))
      expect((await verifyAudit(copy)).faults).not.toEqual([])
    }),
    { numRuns: 600 },
  )
})

/** As somebody does who owns the database. */
const behindTheBack = async (ctx: Awaited<ReturnType<typeof testContext>>, statement: string) => {
  await sql`alter table audit_log disable trigger all`.execute(ctx.control.db)
  await sql.raw(statement).execute(ctx.control.db)
  await sql`alter table audit_log enable always trigger append_only`.execute(ctx.control.db)
  await sql`alter table audit_log enable always trigger wait_for_seal`.execute(ctx.control.db)
}

test.each([
  ['an altered entry', `update audit_log set actor_id = null where target_id = 'change 2'`, /was altered/],
  [
    'an entry moved in time',
    `update audit_log set at = at + interval '1 microsecond' where target_id = 'change 2'`,
    /was altered/,
  ],
  ['a removed entry', `delete from audit_log where target_id = 'change 2'`, /1 of its \d+ entries are missing/],
  [
    'a slipped-in entry',
    `insert into audit_log (id, at, actor_kind, action, target_kind) values (gen_random_uuid(), now(), 'member', 'a.b', 'c')`,
    /outside of every seal/,
  ],
])('in the database itself, %s is found', async (_, statement, says) => {
  const { ctx, happen } = await seeded()
  for (let n = 0; n < 4; n++) await happen(`change ${n}`)
  await sealAudit(ctx)
  expect(await checkAudit(ctx)).toEqual([])
  await behindTheBack(ctx, statement)
  expect(await checkAudit(ctx)).toContainEqual(expect.stringMatching(says))
  const kept = await ctx.control.db.selectFrom('audit_checks').selectAll().orderBy('checked_at', 'desc').execute()
  expect(kept[0]).toMatchObject({
    whole_until: null,
    faults: expect.arrayContaining([expect.stringMatching(says)]),
  })
})

test('a refusal that was switched off is found', async () => {
  const { ctx } = await seeded()
  await sql`alter table membership_audit_log disable trigger append_only`.execute(ctx.control.db)
  expect(await checkAudit(ctx)).toEqual([expect.stringMatching(/membership_audit_log is not guarded/)])
})

test('a chain that was cut off and sealed anew is found by a seal known from before', async () => {
  const { ctx, happen, lines } = await seeded()
  await happen('kept')
  await sealAudit(ctx)
  const whole = await verifyAudit(await lines())
  await happen('to be forgotten')
  await sealAudit(ctx)
  const known = (await verifyAudit(await lines())).heads
  await sql`alter table audit_seals disable trigger all`.execute(ctx.control.db)
  await sql`delete from audit_seals where number > ${whole.heads[0]?.number ?? 0}`.execute(ctx.control.db)
  await behindTheBack(ctx, `delete from audit_log where target_id = 'to be forgotten'`)
  const cut = await lines()
  expect((await verifyAudit(cut)).faults).toEqual([])
  expect((await verifyAudit(cut, known)).faults).toEqual([expect.stringMatching(/is cut off/)])
  await happen('something else')
  expect((await verifyAudit(await lines(), known)).faults).toEqual([
    expect.stringMatching(/not the one that was published/),
  ])
})

test('an organization’s export shows its own entries, of the others only that they are there', async () => {
  const { ctx, happen, lines, organizationId } = await seeded()
  await happen('ours')
  await transact(ctx, ctx.control, (ctx, tx) =>
    audit(ctx, tx, { action: 'project.changed', organizationId: crypto.randomUUID(), target: { kind: 'theirs' } }),
  )
  const own = await lines({ organizationId })
  expect(own.join('\n')).toContain('ours')
  expect(own.join('\n')).not.toContain('theirs')
  expect(await verifyAudit(own)).toMatchObject({ faults: [], hidden: expect.any(Number) })
  const place = own.findIndex((line) => line.includes('ours'))
  const other = own.with(place, own.find((line) => line.startsWith('{"hidden"')) ?? '')
  expect((await verifyAudit(other)).faults).not.toEqual([])
})

test('every log that is declared to be chained refuses changes, and the program’s role may not pass the refusals by', async () => {
  const { ctx, happen } = await seeded()
  await happen()
  await sealAudit(ctx)
  const tables = [...chainedTables(ctx).map(({ name }) => name), 'audit_seals']
  expect(tables.length).toBeGreaterThan(2)
  for (const name of tables) {
    const table = sql.table(name)
    const column = sql.ref(name === 'audit_seals' ? 'hash' : 'action')
    for (const statement of [
      sql`update ${table} set ${column} = 'x'`,
      sql`delete from ${table}`,
      sql`truncate ${table}`,
    ])
      await expect(statement.execute(ctx.control.db)).rejects.toThrow(`${name} is append-only`)
  }
  await expect(sql`set session_replication_role = replica`.execute(ctx.control.db)).rejects.toThrow('permission denied')
})
