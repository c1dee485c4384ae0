import type { LogField } from '@vitrine/ledger'
import { redactText } from '@vitrine/masking'
import { type DestinationStream, destination as openDestination, pino } from 'pino'
import type { Log, LogFields } from './log.ts'

const longest = { stack: 4_000, other: 1_000 }

type Options = {
  /** Standard error by default: standard output belongs to what the program answers. */
  readonly destination?: DestinationStream
  /** `drop` says the field's name once and goes on; `throw` finds the mistake in a test. */
  readonly undeclared?: 'throw' | 'drop'
  /** Lines below this are left out. */
  readonly least?: 'info' | 'warn'
  /** Told each time that a field was left out. */
  readonly onLeftOut?: (field: string) => void
}

/**
 * JSON lines with `level`, `time`, `message` and declared fields only, secrets and personal data redacted. A field that
 * is not among `fields` is dropped, whatever the compiler was told.
 */
export function createLog<Name extends string>(
  fields: readonly LogField<Name>[],
  { destination = openDestination(2), undeclared = 'drop', least = 'info', onLeftOut }: Options = {},
): Log<Name> {
  const declared = new Set<string>(fields.map(({ name }) => name))
  const reported = new Set<string>()
  const formatters = { level: (level: string) => ({ level }) }
  const out = pino(
    { level: least, base: null, messageKey: 'message', timestamp: pino.stdTimeFunctions.isoTime, formatters },
    destination,
  )

  function leaveOut(name: string, problem: string): void {
    if (undeclared === 'throw') throw new Error(problem)
    onLeftOut?.(name)
    if (reported.has(name)) return
    reported.add(name)
    out.warn(problem)
  }

  function accept(given: LogFields<Name>): Record<string, unknown> {
    const accepted: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(given)) {
      if (value === undefined) continue
      const problem = problemOf(name, value, declared)
      if (problem) leaveOut(name, problem)
      else accepted[name] = typeof value === 'string' ? clean(name, value) : value
    }
    return accepted
  }

  return {
    info: (message, given = {}) => out.info(accept(given), clean('message', message)),
    warn: (message, given = {}) => out.warn(accept(given), clean('message', message)),
    error: (message, given = {}) => out.error(accept(given), clean('message', message)),
  }
}

function problemOf(name: string, value: unknown, declared: ReadonlySet<string>): string | undefined {
  if (!declared.has(name))
    return `The log field "${name}" is not declared. Write logField('${name}', …) beside the others and list it in declarations.ts.`
  if (!['string', 'number', 'boolean'].includes(typeof value))
    return `The log field "${name}" must be a text, a number or true/false.`
  return undefined
}

/** Redacted before it is cut, so that no half of a secret remains. */
function clean(name: string, value: string): string {
  const most = name === 'stack' ? longest.stack : longest.other
  const { text } = redactText(value.slice(0, 4 * most), 'personal')
  return text.length > most ? `${text.slice(0, most)}…` : text
}
