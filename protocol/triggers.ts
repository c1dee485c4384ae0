import { z } from 'zod'
import { line } from './text.ts'

/** Plain text in which `*` stands for anything; found anywhere when it has none. Case does not matter. */
const Match = line(300)
const Milliseconds = z.number().int().min(1).max(600_000)

/** One thing that may happen on the page. */
export const TriggerCondition = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('error'), message: Match.optional() }),
  z.object({ kind: z.literal('console'), level: z.enum(['warn', 'error']), message: Match }),
  z.object({
    kind: z.literal('status'),
    url: Match,
    from: z.number().int().min(0).max(599),
    to: z.number().int().min(0).max(599),
  }),
  z.object({ kind: z.literal('slow-request'), url: Match, overMs: Milliseconds }),
  z.object({ kind: z.literal('rage-click'), target: Match.optional() }),
  z.object({ kind: z.literal('dead-click'), target: Match.optional() }),
  z.object({ kind: z.literal('element'), selector: line(200) }),
  z.object({ kind: z.literal('custom'), name: line(60) }),
])
export type TriggerCondition = z.infer<typeof TriggerCondition>

/** `offer` opens the way to the dialog with `reason`; `mark` notes the moment in the recording. */
export const TriggerAction = z.enum(['offer', 'mark'])
export type TriggerAction = z.infer<typeof TriggerAction>

export const TriggerRule = z.object({
  id: z.uuid(),
  name: line(100),
  enabled: z.boolean(),
  /** `all`: each condition has come true within `withinSeconds`. */
  when: z.enum(['any', 'all']),
  conditions: z.array(TriggerCondition).min(1).max(10),
  withinSeconds: z.number().int().min(1).max(600),
  /** Share of page views on which the rule is looked at. */
  sampling: z.number().min(0).max(1),
  /** After it fired it rests so long on this page. */
  coolDownSeconds: z.number().int().min(0).max(86_400),
  action: TriggerAction,
  /** What the visitor reads beside the offer, and the report begins with. */
  reason: line(300),
})
export type TriggerRule = z.infer<typeof TriggerRule>
export const TriggerRules = z.array(TriggerRule).max(50)

/** A rule that fired on the page; travels with the report. */
export const TriggerEvaluation = z.object({
  ruleId: z.uuid(),
  at: z.number().min(0).max(253_402_300_799_999),
  action: TriggerAction,
  /** What made it fire, masked. */
  cause: z.string().max(500),
  /** What the visitor did with an offer. */
  answer: z.enum(['none', 'accepted', 'dismissed']),
})
export type TriggerEvaluation = z.infer<typeof TriggerEvaluation>

/** A rule that fired, as members see it. */
export const FiredTrigger = TriggerEvaluation.extend({ name: z.string().nullable() })
export type FiredTrigger = z.infer<typeof FiredTrigger>

/** What a rule would have done on the newest reports. */
export const TriggerTrial = z.object({
  /** How many were looked at. */
  reports: z.number().int(),
  fired: z.array(
    z.object({ reportId: z.uuid(), title: z.string(), times: z.number().int(), at: z.number(), cause: z.string() }),
  ),
  /** Kinds of conditions that a finished recording can't answer. */
  notLookedFor: z.array(z.enum(['element'])),
})
export type TriggerTrial = z.infer<typeof TriggerTrial>
