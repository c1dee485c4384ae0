import type { MaskCounts } from './counts.ts'
import { maskTextIn } from './mask-text.ts'
import { maskUrlIn } from './mask-url.ts'
import type { MaskingMode, MaskingPolicy } from './policy.ts'
import { redact } from './redact-text.ts'
import { levelOf } from './zone.ts'

export type MaskedError = { name: string; message: string; stack?: string }

const limit = 10_000

/** Anything thrown: errors, strings, objects with a message, things whose properties throw. */
export function maskError(thrown: unknown, policy: MaskingPolicy, counts: MaskCounts = {}): MaskedError {
  const stack = read(thrown, 'stack')
  const name = read(thrown, 'name') ?? 'Error'
  const message = read(thrown, 'message') ?? text(thrown)
  return {
    name: /^\w{1,60}$/.test(name) ? name : 'Error',
    message: maskTextIn(message.slice(0, limit), policy.mode, counts),
    ...(stack && { stack: maskStack(stack, policy, counts) }),
  }
}

function read(thrown: unknown, key: string): string | undefined {
  try {
    const value: unknown = typeof thrown === 'object' && thrown ? Reflect.get(thrown, key) : undefined
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}

function text(thrown: unknown): string {
  try {
    return String(thrown)
  } catch {
    return ''
  }
}

/** A stack trace: functions and lines stay, addresses are masked like any, the message like text. */
export function maskStack(stack: string, policy: MaskingPolicy, counts: MaskCounts = {}): string {
  const lines = stack.slice(0, limit).split('\n')
  return lines.map((line) => maskLine(line, policy.mode, counts)).join('\n')
}

/** `at load (https://…:1:2)`, `load@https://…:1:2`; `at all (index 0)`, `at run (<anonymous>)`. */
const frame = /^(\s*at (?:[^()]{1,200} \()?|[^\s@]{0,200}@)((?:[a-z][\w+.-]*:\/\/|\/)[^\s()]*?)((?::\d+){1,2}\)?)$/i
const inner = /^\s*at [^()]{1,200} \((?:<anonymous>|native|index \d+)[:\d]*\)$/

function maskLine(line: string, mode: MaskingMode, counts: MaskCounts): string {
  const [, callee = '', url = '', position = ''] = frame.exec(line) ?? []
  if (url) return redact(callee, levelOf(mode), counts) + maskUrlIn(url, mode, counts) + position
  // The name of the error is code.
  const name = inner.test(line) ? line : (/^(?:Uncaught )?\w{0,40}(?:Error|Exception): /.exec(line)?.[0] ?? '')
  return name + maskTextIn(line.slice(name.length), mode, counts)
}
