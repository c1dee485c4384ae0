import type { Difference } from '@vitrine/ledger'
import type { Kysely } from 'kysely'
import type { Context } from '../../context.ts'
import { activeRecipients } from '../../platform/egress/active-recipients.ts'
import { columnHosts } from '../../platform/egress/column-hosts.ts'

const day = 86_400_000

type Sight = { readonly kind: string; readonly name: string; readonly times: string }

/** What was noticed at run time in the last day: hosts that nobody declares, log fields that were left out. */
export async function observedDifferences(
  ctx: Context,
): Promise<{ differences: Difference[]; looked: Record<string, number> }> {
  const seen = await ctx.control.db
    .selectFrom('observations')
    .select(['kind', 'name', ({ fn }) => fn.sum<string>('count').as('times')])
    .where('at', '>', new Date(ctx.now().getTime() - day))
    .groupBy(['kind', 'name'])
    .orderBy('name')
    .execute()
  const recipients = activeRecipients(ctx.declarations, ctx.config)
  const isEntered = columnHosts(recipients, ctx.control.db as unknown as Kysely<never>, ctx.config)
  const strange: Difference[] = []
  for (const sight of seen) {
    const isDeclared = ctx.egress.allows(sight.name) || (await isEntered(sight.name))
    if (sight.kind === 'host-contacted' && isDeclared) continue
    strange.push(sight.kind === 'log-field' ? leftOut(sight) : undeclaredHost(sight))
  }
  return { differences: strange, looked: { observations: seen.length } }
}

const often = (times: string): string => (Number(times) === 1 ? 'once' : `${times} times`)

const undeclaredHost = ({ kind, name, times }: Sight): Difference => ({
  code: 'undeclared-host',
  place: name,
  what:
    kind === 'host-refused'
      ? `The program tried to reach ${name} ${often(times)} in the last day and was kept from it: no active recipient declares that host.`
      : `The program reached ${name} ${often(times)} in the last day, and no active recipient declares that host.`,
  write: `Find what wants to go there. If it should, declare who it is, and add its line to server/declarations.ts:\n  export const … = recipient('…', { name: '…', role: 'sub-processor', purpose: '…', hosts: ['${name}'], location: '…', receives: [], keeps: '…', safeguards: [] })\nThis goes away a day after the last attempt.`,
})

const leftOut = ({ name, times }: Sight): Difference => ({
  code: 'undeclared-log-field',
  place: name,
  what: `The field "${name}" was left out of the log ${often(times)} in the last day: it is not declared.`,
  write: `Declare it beside the others in server/platform/log-fields.ts:\n  logField('${name}', { what: '…', holds: operational('operation') }),\nOr take it out of the call that logs it.`,
})
