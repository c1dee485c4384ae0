import type { TriggerEvaluation, TriggerRule } from '@vitrine/protocol'
import { followRule, type Happening } from '@vitrine/protocol/trigger-match'
import { now } from '../boot/natives.ts'
import { watchElements } from './watch-elements.ts'

/** What a rule does when it fires. */
export type TriggerActions = {
  mark: (name: string, at: number) => void
  /** Resolves with what the visitor did about it. */
  offer: (reason: string) => Promise<'accepted' | 'dismissed' | 'none'>
}

export type Triggers = {
  happened: (happening: Happening) => void
  /** Those that fired on this page, oldest first. */
  evaluations: () => TriggerEvaluation[]
  stop: () => void
}

const most = 100

/** Looks at everything that happens with the project's rules. Nothing about it leaves the page before a report does. */
export function watchTriggers(rules: readonly TriggerRule[], actions: TriggerActions): Triggers {
  const chosen = rules.filter(({ enabled, sampling }) => enabled && Math.random() < sampling)
  const followed = chosen.map((rule) => ({ rule, follow: followRule(rule) }))
  const fired: TriggerEvaluation[] = []

  const fire = async (rule: TriggerRule, { at, cause }: { at: number; cause: string }) => {
    const evaluation: TriggerEvaluation = { ruleId: rule.id, at, action: rule.action, cause, answer: 'none' }
    if (fired.push(evaluation) > most) fired.shift()
    if (rule.action === 'mark') actions.mark(rule.name, at)
    else evaluation.answer = await actions.offer(rule.reason)
  }
  const happened = (happening: Happening) => {
    for (const { rule, follow } of followed) {
      const cause = follow(happening)
      if (cause) void fire(rule, cause)
    }
  }
  const selectors = chosen.flatMap(({ conditions }) =>
    conditions.flatMap((condition) => (condition.kind === 'element' ? condition.selector : [])),
  )
  const stop = selectors.length
    ? watchElements([...new Set(selectors)], (selector) => happened({ kind: 'element', at: now(), selector }))
    : () => {}
  return { happened, evaluations: () => fired.map((one) => ({ ...one })), stop }
}
