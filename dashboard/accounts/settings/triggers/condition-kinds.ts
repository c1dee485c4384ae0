import type { TriggerCondition } from '@vitrine/protocol'

export type ConditionKind = TriggerCondition['kind']

/** What a developer chooses from, with what each starts as. */
export const conditionKinds: Record<ConditionKind, { label: string; start: TriggerCondition }> = {
  error: { label: 'An error nobody handled', start: { kind: 'error' } },
  console: { label: 'A console message', start: { kind: 'console', level: 'error', message: '' } },
  status: { label: 'A request that was answered with', start: { kind: 'status', url: '*', from: 500, to: 599 } },
  'slow-request': { label: 'A slow request', start: { kind: 'slow-request', url: '*', overMs: 5_000 } },
  'rage-click': { label: 'Rage clicks', start: { kind: 'rage-click' } },
  'dead-click': { label: 'A click that does nothing', start: { kind: 'dead-click' } },
  element: { label: 'An element appears', start: { kind: 'element', selector: '' } },
  custom: { label: 'Your page calls Vitrine.event', start: { kind: 'custom', name: '' } },
}

const on = (text: string | undefined): string => (text ? ` on “${text}”` : '')

/** A condition in one line. */
export function conditionWords(condition: TriggerCondition): string {
  switch (condition.kind) {
    case 'error':
      return condition.message ? `an error with “${condition.message}”` : 'any unhandled error'
    case 'console':
      return `console.${condition.level} with “${condition.message}”`
    case 'status':
      return `${condition.from} to ${condition.to} from ${condition.url}`
    case 'slow-request':
      return `${condition.url} takes over ${condition.overMs / 1_000} s`
    case 'rage-click':
      return `rage clicks${on(condition.target)}`
    case 'dead-click':
      return `a click that does nothing${on(condition.target)}`
    case 'element':
      return `${condition.selector} appears`
    case 'custom':
      return `Vitrine.event('${condition.name}')`
  }
}

/** What is missing before the condition can be saved. */
export function conditionProblem(condition: TriggerCondition): string | undefined {
  if (condition.kind === 'console' && !condition.message) return 'Which message? * stands for anything.'
  if (condition.kind === 'element') {
    if (!condition.selector) return 'Which element? A CSS selector.'
    try {
      document.createDocumentFragment().querySelector(condition.selector)
    } catch {
      return 'This is no CSS selector.'
    }
  }
  if (condition.kind === 'custom' && !condition.name) return 'Which name does your page call it by?'
  if (condition.kind === 'status' && condition.from > condition.to) return 'The first status is above the last.'
  if ((condition.kind === 'status' || condition.kind === 'slow-request') && !condition.url)
    return 'Which address? * stands for anything.'
  return undefined
}
