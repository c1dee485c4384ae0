import { globSync, readFileSync } from 'node:fs'
import type { AuditEntry } from '@vitrine/protocol'
import { expect, test } from 'vitest'
import { whatWasDone, whoDidIt } from './action-words.ts'

const id = '00000000-0000-4000-8000-000000000000'
const entry = (about: Partial<AuditEntry>): AuditEntry => ({
  id,
  at: '2030-01-01T00:00:00Z',
  action: 'report.changed',
  actorKind: 'member',
  actor: { id, name: 'Ada' },
  person: null,
  organization: null,
  project: null,
  target: null,
  role: null,
  ...about,
})

test.each([
  [{}, 'Ada', 'changed a report'],
  [{ actor: { id, name: null }, action: 'visitor.erased' }, 'Erased member', 'asked for the erasure of a visitor'],
  [{ actor: null, actorKind: 'job' }, 'The program', 'changed a report'],
  [
    { action: 'membership.changed', person: { id, name: 'Bo' }, role: 'billing-admin' },
    'Ada',
    'gave Bo the role billing admin instead',
  ],
  [{ action: 'membership.removed', person: { id, name: null } }, 'Ada', 'removed an erased member'],
  [{ action: 'some-thing.newly-done' }, 'Ada', 'some thing: newly done'],
])('%j', (about, who, what) => {
  expect([whoDidIt(entry(about)), whatWasDone(entry(about))]).toEqual([who, what])
})

test('whatever the server writes down has words here', () => {
  const sources = globSync('server/**/*.ts').filter((path) => !path.endsWith('.test.ts'))
  const written = sources.flatMap((path) => [
    ...readFileSync(path, 'utf8').matchAll(/\baction(?:: | = .*? \? '[a-z.-]+' : | = )'([a-z-]+\.[a-z-]+)'/g),
  ])
  const actions = new Set(written.map(([, action = '']) => action))
  expect(actions.size).toBeGreaterThan(30)
  expect([...actions].filter((action) => whatWasDone(entry({ action })).includes(': '))).toEqual([])
})
