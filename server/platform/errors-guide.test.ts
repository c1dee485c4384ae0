import { expect, test } from 'vitest'
import { markdownTable, readGuide } from '../testing/guide.ts'
import { statusOf } from './errors.ts'
import { bug, problemOf } from './http/problems.ts'

test('the guide lists every code of a problem, its status and what to do about it', async () => {
  const problems = [
    ...Object.keys(statusOf).map((code) => problemOf(code as keyof typeof statusOf, '').problem),
    { ...bug('').problem, hint: 'Tell the operator the number in the hint.' },
  ]
  const rows = problems.map(({ code, status, hint = '' }) => [`\`${code}\``, String(status), hint])
  expect(await readGuide('api.md')).toContain(markdownTable(['code', 'status', 'what to do'], rows))
})
