import { expect, test } from 'vitest'
import { strayWrites } from './transactions.ts'

test.each([
  "await ctx.control.db.insertInto('users').values(row).execute()",
  "await stores.db\n    .updateTable('users')",
  "const { db } = ctx.control\n  await db.deleteFrom('users').execute()",
  "await notx.db.insertInto('users')",
  'await sql`delete from users`.execute(ctx.control.db)',
  'await sql<Row>`\n    UPDATE users set a = 1`.execute(db)',
  'await stores.objects.put(object, sealed)',
  "await ctx.control.ephemeral.compareAndSetEntry(key, name, undefined, 'a')",
  'async function audit(ctx: Context, tx: Stores) {}',
  'const tx = ctx.control as Tx',
  'const { db: tx } = ctx.control',
])('is found: %s', (text) => {
  expect(strayWrites(`// first line\n${text}`).length).toBeGreaterThan(0)
})

test.each([
  "await transact(ctx, stores, async (ctx, tx) => {\n    await tx.db.insertInto('users').values(row).execute()\n  })",
  "await tx.db\n      .updateTable('users')",
  'await tx.objects.put(object, sealed)',
  "await tx.ephemeral.compareAndSetEntry(key, name, undefined, 'a')",
  'async function audit(ctx: Context, tx: Tx, entry: Entry) {}',
  "await ctx.control.db.selectFrom('users').selectAll().execute()",
  'await sql`select 1 from users for update`.execute(db)',
])('is no stray write: %s', (text) => {
  expect(strayWrites(text)).toEqual([])
})
