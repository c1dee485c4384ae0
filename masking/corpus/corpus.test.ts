import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { redactText } from '../redact-text.ts'
import * as server from '../server.ts'
import { type Labelled, labelled, leaks } from './labelled.ts'
import { makeIdentifiers } from './make-identifiers.ts'
import { makeOrdinary } from './make-ordinary.ts'

const linesOf = (name: string): string[] =>
  readFileSync(new URL(`${name}.txt`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')

/** What detectors are tuned on, and what nobody may tune them on: written before, and never looked at for it. */
const identifiers = {
  tuned: [...linesOf('identifiers'), ...makeIdentifiers()].map(labelled),
  heldOut: linesOf('held-out-identifiers').map(labelled),
}
const ordinary = {
  tuned: [...linesOf('log-lines'), ...makeOrdinary(linesOf('ordinary-templates'))],
  heldOut: linesOf('held-out-lines'),
}

type Redactor = typeof redactText

function recall(lines: readonly Labelled[], redact: Redactor) {
  const kinds = new Map<string, { found: number; all: number }>()
  const missed: string[] = []
  for (const line of lines) {
    const score = kinds.get(line.kind) ?? { found: 0, all: 0 }
    const leaked = leaks(line, redact(line.text, 'personal').text)
    if (leaked) missed.push(`${line.kind}: ${line.marked}`)
    kinds.set(line.kind, { found: score.found + (leaked ? 0 : 1), all: score.all + 1 })
  }
  const table = [...kinds].map(([kind, { found, all }]) => `${kind} ${found}/${all}`).join(', ')
  return { share: 1 - missed.length / lines.length, kinds, missed, table }
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`

test('the corpus is as large as it says', () => {
  expect(identifiers.tuned.length).toBeGreaterThan(2_300)
  expect(identifiers.heldOut.length).toBeGreaterThan(250)
  expect(ordinary.tuned.length).toBeGreaterThan(2_000)
  expect(ordinary.heldOut.length).toBeGreaterThan(300)
  expect(identifiers.tuned.filter(({ secrets }) => !secrets.length)).toEqual([])
})

describe.each([
  ['page', redactText],
  ['server', server.redactText],
] as const)('%s', (where, redact) => {
  test.each(['tuned', 'heldOut'] as const)('finds identifiers: %s', (part) => {
    const { share, kinds, missed, table } = recall(identifiers[part], redact)
    console.log(`${where}, ${part}: ${percent(share)} of ${identifiers[part].length} found: ${table}`)
    expect(share, missed.join('\n')).toBeGreaterThanOrEqual(0.97)
    for (const [kind, { found, all }] of kinds) if (all > 20) expect(found / all, kind).toBeGreaterThanOrEqual(0.95)
  })

  test.each(['tuned', 'heldOut'] as const)('leaves ordinary lines alone: %s', (part) => {
    const altered = ordinary[part].filter((line) => redact(line, 'personal').text !== line)
    console.log(
      `${where}, ${part}: ${percent(altered.length / ordinary[part].length)} of ${ordinary[part].length} altered`,
    )
    expect(altered.length / ordinary[part].length, altered.join('\n')).toBeLessThanOrEqual(0.01)
  })

  test('a mask tells nothing of what it hides, and is not masked again', () => {
    for (const { text } of identifiers.tuned) {
      const once = redact(text, 'personal').text
      expect(redact(once, 'personal')).toEqual({ text: once, counts: {} })
      for (const [mask] of once.matchAll(/\[[a-z-]+\]/g)) expect(mask.length).toBeLessThan(16)
    }
  })
})
