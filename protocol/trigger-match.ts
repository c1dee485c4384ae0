import type { ConsoleEntry, TimelineEntry } from './intake.ts'
import type { TriggerCondition, TriggerRule } from './triggers.ts'

/** What a condition can be about: what stands in a report, and an element that appeared. */
export type Happening =
  | TimelineEntry
  | (ConsoleEntry & { kind: 'console' })
  | { kind: 'element'; at: number; selector: string }

/** In `pattern` a `*` stands for anything; without one it is looked for anywhere. Linear in the text. */
export function textMatches(pattern: string, text: string): boolean {
  const [wanted, given] = [pattern.toLowerCase(), text.toLowerCase()]
  if (!wanted.includes('*')) return given.includes(wanted)
  const parts = wanted.split('*')
  const [first = '', last = ''] = [parts.shift(), parts.pop()]
  if (!given.startsWith(first) || given.length < first.length + last.length || !given.endsWith(last)) return false
  let at = first.length
  for (const part of parts) {
    const found = given.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= given.length - last.length
}

const maybe = (pattern: string | undefined, text: string): boolean => !pattern || textMatches(pattern, text)

/** What of a happening makes the condition true, in words; `undefined`: nothing. */
export function causeOf(condition: TriggerCondition, happening: Happening): string | undefined {
  switch (condition.kind) {
    case 'error':
      return happening.kind === 'error' && maybe(condition.message, happening.message) ? happening.message : undefined
    case 'console': {
      if (happening.kind !== 'console' || happening.level !== condition.level) return undefined
      const text = happening.args.join(' ')
      return textMatches(condition.message, text) ? text : undefined
    }
    case 'status': {
      if (happening.kind !== 'request' || !textMatches(condition.url, happening.url)) return undefined
      const { status, method, url } = happening
      return status >= condition.from && status <= condition.to ? `${status} ${method} ${url}` : undefined
    }
    case 'slow-request': {
      if (happening.kind !== 'request' || !textMatches(condition.url, happening.url)) return undefined
      const { durationMs, method, url } = happening
      return durationMs > condition.overMs ? `${Math.round(durationMs)} ms ${method} ${url}` : undefined
    }
    case 'rage-click':
    case 'dead-click':
      return happening.kind === condition.kind && maybe(condition.target, happening.target)
        ? happening.target
        : undefined
    case 'element':
      return happening.kind === 'element' && happening.selector === condition.selector ? condition.selector : undefined
    case 'custom':
      return happening.kind === 'mark' && happening.name === condition.name ? happening.name : undefined
  }
}

/** Follows one rule through what happens, in order of time. */
export function followRule(rule: TriggerRule): (happening: Happening) => { at: number; cause: string } | undefined {
  const seen = new Map<TriggerCondition, { at: number; cause: string }>()
  let restsUntil = Number.NEGATIVE_INFINITY
  return (happening) => {
    const { at } = happening
    for (const condition of rule.conditions) {
      const cause = causeOf(condition, happening)
      if (cause !== undefined) seen.set(condition, { at, cause: cause.slice(0, 500) })
    }
    const since = at - rule.withinSeconds * 1_000
    const holding = rule.conditions.flatMap((condition) => seen.get(condition) ?? []).filter((one) => one.at >= since)
    const newest = holding.findLast((one) => one.at === at)
    if (!newest || at < restsUntil) return undefined
    if (rule.when === 'all' && holding.length < rule.conditions.length) return undefined
    restsUntil = at + rule.coolDownSeconds * 1_000
    seen.clear()
    return newest
  }
}
