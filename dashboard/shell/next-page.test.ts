import { expect, test } from 'vitest'
import { nextPage } from './next-page.ts'

test.each(['/', '/reports/1?t=2', '/projects/1/reports?status=new'])('%s is gone on to', (next) =>
  expect(nextPage(next)).toBe(next),
)

test.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  'javascript:alert(1)',
  '/sign-in?next=/sign-in',
  '',
  undefined,
  7,
])('%s leads to the start instead', (next) => expect(nextPage(next)).toBe('/'))
