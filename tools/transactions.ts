import { readFileSync } from 'node:fs'
import { codeFiles } from './files.ts'

const hint = 'Wrap it: transact(ctx, stores, (ctx, tx) => tx.db…), or take the caller’s tx: Tx.'

// The key store is another database, so that no transaction of the main one can hold what is written there.
const rules: readonly { readonly pattern: RegExp; readonly says: string }[] = [
  {
    pattern: /(?<!\btx\s*\.db\s*|\bkeys\s*)\.(insertInto|updateTable|deleteFrom|mergeInto)\(/g,
    says: `writes outside of a transaction. ${hint}`,
  },
  {
    pattern: /\bsql(<[^`]*>)?`\s*(insert|update|delete|merge|truncate)\b/gi,
    says: 'writes by hand-written SQL, which belongs into server/platform/db.',
  },
  // A copy is made over minutes: its row is asked again afterwards, and what nobody waits for is deleted.
  {
    pattern: /(?<!\btx\.)\bobjects\s*\.put\((?!\s*exportObject\b)/g,
    says: `puts an object outside of a transaction, so that it could come back after an erasure. ${hint}`,
  },
  {
    pattern: /(?<!\btx\.)\bephemeral\s*\.compareAndSetEntry\(/g,
    says: `writes an entry of a map outside of a transaction, so that it could come back after an erasure. ${hint}`,
  },
  // `Tx` can only be had from `transact`; so `tx` has to be one.
  { pattern: /\btx\??: (?!Tx\b)/g, says: 'has a tx that is not a Tx. Take `tx: Tx`.' },
  {
    pattern: /\b(const|let|var) \{?\s*tx\b|\bas Tx\b|\bdb: tx\b/g,
    says: 'makes a tx of its own. Only transact.ts does.',
  },
]

/** Where a text writes to the database other than within `transact`, as line numbers with what to do. */
export function strayWrites(text: string): { line: number; says: string }[] {
  return rules.flatMap(({ pattern, says }) =>
    [...text.matchAll(pattern)].map(({ index }) => ({ line: text.slice(0, index).split('\n').length, says })),
  )
}

const isOurs = (path: string): boolean =>
  /^server\/(?!platform\/|migrations\/|transact\.ts$)/.test(path) && !/\.test\.ts$|(^|\/)testing\//.test(path)

/** Whatever a domain writes, it writes in `transact`: rows, audit entry and jobs together or not at all. */
export function checkTransactions(): boolean {
  const stray = codeFiles()
    .filter(isOurs)
    .flatMap((path) => strayWrites(readFileSync(path, 'utf8')).map(({ line, says }) => `${path}:${line} ${says}`))
  for (const problem of stray) console.log(`  ${problem}`)
  return stray.length === 0
}
