import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { exportAudit } from '../server/accounts/audit-chain/export-audit.ts'
import { sealAudit } from '../server/accounts/audit-chain/seal-audit.ts'
import { verifyAudit } from '../server/accounts/audit-chain/verify-audit.ts'
import type { Context } from '../server/context.ts'
import { declarations } from '../server/declarations.ts'
import { openContext } from '../server/open-context.ts'
import { readUnderRoots } from '../server/platform/keys/read-keys.ts'
import { rotateKeys } from '../server/platform/keys/rotate-keys.ts'
import { testConfig } from '../server/testing/config.ts'
import { fillAudit, fillKeys } from './audit/fill.ts'
import { rewrapPlainly } from './audit/rewrap-plainly.ts'
import { option } from './common/option.ts'
import type { Bench } from './run.ts'

/** For a hundred thousand; for other numbers in proportion. */
const goals = { sealMs: 10_000, exportMs: 8_000, verifyMs: 4_000, rotateMs: 15_000 }

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const began = performance.now()
  const result = await work()
  return { ms: Math.round(performance.now() - began), result }
}

/** The same rows read by pages, parsed and written as lines, with nothing proved. */
async function readPlainly({ control: { db } }: Context): Promise<number> {
  let count = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await sql<{ row: { id: string } }>`
      select to_json(entry) as row from audit_log as entry where id > ${after}::uuid order by id limit 1000`.execute(db)
    for (const { row } of rows) count += Math.sign(JSON.stringify(row).length)
    const last = rows.at(-1)
    if (!last) return count
    after = last.row.id
  }
}

/** How long it takes to seal, hand out and check a long audit trail, and to change the root key over many keys. */
export const bench: Bench = async (say) => {
  const count = option('entries', 100_000)
  const keys = option('keys', 100_000)
  const dir = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
  const { ctx, close } = await openContext(testConfig(dir), declarations)
  const operator: Context = { ...ctx, actor: { kind: 'operator' } }
  try {
    say(`writing ${count.toLocaleString('en')} entries and ${keys.toLocaleString('en')} keys…`)
    await fillAudit(operator, count)
    await fillKeys(operator, keys)
    const seal = await timed(() => sealAudit(operator))
    const out = await timed(() => Array.fromAsync(exportAudit(operator)))
    const plain = await timed(() => readPlainly(operator))
    const check = await timed(() => verifyAudit(out.result))
    const byHand = await timed(() => rewrapPlainly(operator, Math.min(keys, 2_000)))
    const plainKeysMs = Math.round((byHand.ms / byHand.result) * keys)
    const change = await timed(() => rotateKeys(operator, { overlapHours: 24, say: () => undefined }))
    const times = { sealMs: seal.ms, exportMs: out.ms, verifyMs: check.ms, rotateMs: change.ms }
    const share = { sealMs: count, exportMs: count, verifyMs: count, rotateMs: keys }
    const line = (what: string, name: keyof typeof goals, beside = '') => {
      const goal = Math.round((goals[name] * share[name]) / 100_000)
      say(
        `${what}${String(times[name]).padStart(7)} ms  ${times[name] <= goal ? 'met' : `MISSED: ${goal} ms`}${beside}`,
      )
      return times[name] <= goal
    }
    const met = [
      line('sealed     ', 'sealMs'),
      line('exported   ', 'exportMs', `; the rows alone, with nothing proved: ${plain.ms} ms`),
      line('verified   ', 'verifyMs', `; ${check.result.entries} entries, ${check.result.faults.length} faults`),
      line('keys anew  ', 'rotateMs', `; one statement per key: ${plainKeysMs} ms`),
    ]
    const isWhole = check.result.faults.length === 0 && check.result.entries >= count && plain.result >= count
    const isUnderOne = new Set((await readUnderRoots(operator)).map(({ root }) => root)).size === 1
    const ok = met.every(Boolean) && isWhole && change.result && isUnderOne
    return { ok, figures: { entries: count, keys, ...times, plainMs: plain.ms, plainKeysMs, goals } }
  } finally {
    await close()
    await rm(dir, { recursive: true, force: true, maxRetries: 20 })
  }
}
