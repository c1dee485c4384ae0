import { type KeyKind, keyspace, operational } from '@vitrine/ledger'
import { operation } from '../activity.ts'
import type { Ephemeral } from './port.ts'

/** A keyspace of the tests: it lives for a minute. */
export const testSpace = <const Kind extends KeyKind>(kind: Kind, survives: 'restart' | 'nothing' = 'restart') =>
  keyspace(`test-${kind}-${survives}:{id}`, {
    kind,
    what: 'Tests',
    activity: operation,
    subjects: [],
    holds: operational('operation'),
    ttl: { seconds: 60, why: 'Tests' },
    survives,
    region: 'control',
  })

export const minute = 60_000
export const awkward = ['', ' ', "'; drop table users; --", 'π ☃ 𝄞', '{"a":[1]}', '%s $1 \\x00', 'x'.repeat(100_000)]
export const times = <T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)))

export type Bench = { readonly it: Ephemeral; readonly at: number; pass(ms: number): void }
