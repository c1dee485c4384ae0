import { expect, test } from 'vitest'
import { redactText } from '../redact-text.ts'
import { detectors } from './all.ts'

/** What patterns begin with, go on with and end with, again and again. */
const fragments =
  String.raw`a|1|@|.|:|/|-|+| |%41|%|=|"|'|\|\u0040|&#64;|(|[|é|eyJ|token=|password="|pass=&|Bearer |cookie: a=|://|4111 |AB12|0049 |a@b.|1.2.|::|key=A1b|sk-|phone 1|ssn 1 |passport<b>|+1 (|1-|A1|x"x|<a|1.1.1.1 v|tel: <a|12 AB |MAAAAAAAAAAAAAAAAAAAAAAAA.|\x41`.split(
    '|',
  )

/** The time of the same work on a quarter of the text, at least what a clock can tell. */
function growth(work: (text: string) => void, fragment: string, size: number): { ratio: number; seconds: number } {
  const timed = (length: number) => {
    const text = `${fragment.repeat(Math.ceil(length / fragment.length))}!`
    const before = process.cpuUsage()
    work(text)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6
  }
  const small = Math.min(timed(size / 4), timed(size / 4))
  // Once more where the machine was busy with something else.
  const once = timed(size)
  const seconds = once < small * 8 ? once : Math.min(once, timed(size))
  return { ratio: seconds / Math.max(small, 0.02), seconds }
}

// Quadratic work takes sixteen times as long.
test.each(detectors.map((detector) => [`${detector.kind} ${detector.pattern.source.slice(0, 24)}`, detector] as const))(
  '%s takes linear time',
  (_, { pattern, valid }) => {
    const work = (text: string) =>
      void text.replace(pattern, (found: string, ...groups: string[]) => (valid?.(found, ...groups) ? '' : found))
    for (const fragment of fragments) {
      const { ratio, seconds } = growth(work, fragment, 200_000)
      expect(ratio, fragment).toBeLessThan(12)
      expect(seconds, fragment).toBeLessThan(2)
    }
  },
  120_000,
)

test.each(fragments)(
  '1 MB of %j takes linear time',
  (fragment) => {
    for (const tail of ['', '@x.com=']) {
      const { ratio, seconds } = growth((text) => void redactText(text + tail, 'personal'), fragment, 1_000_000)
      expect(ratio, tail).toBeLessThan(12)
      expect(seconds, tail).toBeLessThan(5)
    }
  },
  120_000,
)
