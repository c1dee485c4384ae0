import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskPiece } from './mask-piece.ts'
import { MASK, maskTextIn, readAtOnce } from './mask-text.ts'
import type { MaskingMode } from './policy.ts'

function inPieces(text: string, mode: MaskingMode): { shown: string; pieces: number } {
  let shown = ''
  let pieces = 0
  for (let from = 0; from < text.length; pieces++) {
    const piece = maskPiece(text, from, mode, {})
    expect(piece.to).toBeGreaterThan(from)
    shown += piece.shown
    from = piece.to
  }
  return { shown, pieces }
}

const line = fc.constantFrom(
  '2026-08-01T10:00:00Z info request id=4fab served 200 in 12 ms for 203.0.113.187\n',
  'ordinary words of a page that go on and on without any number in them\n',
  'write to wombat@planted.example or call +49 30 55501847 ',
  'card 4539 1488 0343 6467, iban DE89 3704 0044 0532 0130 00;',
  'password=hunter2hunter2 Authorization: Bearer abcdefghijklmnopqrstuvwx\n',
  '{"name":"Robin","token":"Qz7kQz7kQz7kQz7kQz7kXy9"},',
  `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n'.repeat(90)}-----END PRIVATE KEY-----\n`,
)

test('read in pieces, a text shows what it shows when it is read whole', () => {
  const texts = fc.array(line, { minLength: 200, maxLength: 600 }).map((lines) => lines.join(''))
  fc.assert(
    fc.property(texts, fc.constantFrom<MaskingMode>('balanced', 'open', 'strict'), (text, mode) => {
      const { shown, pieces } = inPieces(text, mode)
      expect(shown).toBe(maskTextIn(text, mode, {}))
      expect(pieces).toBeGreaterThan(text.length / readAtOnce - 1)
    }),
    { numRuns: 30 },
  )
}, 60_000)

test.each([
  ['without any place to cut', 'Qz7k'.repeat(20_000)],
  ['inside of one secret', `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n'.repeat(2_000)}`],
])('%s, what is long is masked unread', (_, text) => {
  const { shown } = inPieces(`before ${text}`, 'open')
  expect(shown).not.toMatch(/Qz7k|MIIEvQ/)
  expect(shown).toContain(MASK)
})
