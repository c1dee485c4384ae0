import type { LoggedRequest } from '@vitrine/protocol'
import { exactDollars } from '../../billing/dollars.ts'
import type { Answer } from './use-answer.ts'

type Fact = readonly [name: string, value: string]

/** Headers of the relay, by the name that people know them by. */
const named: readonly (readonly [header: string, name: string, unit?: string])[] = [
  ['x-vitrine-provider', 'Provider'],
  ['x-vitrine-model', 'Model there'],
  ['x-vitrine-attempts', 'Attempts'],
  ['x-vitrine-overhead-ms', 'Added by the relay', ' ms'],
  ['x-vitrine-route', 'Route'],
  ['x-vitrine-request-id', 'Request'],
  ['x-ratelimit-remaining-requests', 'Requests left'],
  ['x-ratelimit-remaining-tokens', 'Tokens left'],
]

const milliseconds = (ms: number | undefined) => (ms === undefined ? undefined : `${Math.round(ms)} ms`)

/** What is known of an answer, besides itself. */
export function answerFacts(
  { headers, tokens, firstWordMs, totalMs }: Answer,
  logged?: Pick<LoggedRequest, 'billed' | 'cost'>,
): readonly Fact[] {
  const facts: (readonly [string, string | undefined])[] = [
    ['First word', milliseconds(firstWordMs)],
    ['All of it', milliseconds(totalMs)],
    ['Tokens in', tokens?.input.toLocaleString('en')],
    ['Tokens out', tokens?.output.toLocaleString('en')],
    ['Cost', logged && (logged.billed ? exactDollars(logged.cost) : 'not billed')],
    ...named.map(([header, name, unit = '']): readonly [string, string | undefined] => {
      const value = headers?.get(header)
      return [name, value ? value + unit : undefined]
    }),
  ]
  return facts.filter((fact): fact is Fact => fact[1] !== undefined)
}
