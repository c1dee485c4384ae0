import { type EphemeralKey, keyspace, operational } from '@vitrine/ledger'
import type { KnownKey, Refused } from './known-key.ts'
import { relayAccess } from './tables.ts'

export type By = Refused['by']
export type What = 'requests' | 'tokens' | 'concurrent' | 'day' | 'month'

const day = 86_400

/** Who is limited: the table whose erasure takes the counts along, and how its rows are named. */
const limited = {
  key: { of: 'api_keys', name: '{id}', who: 'an API key', subject: 'client' },
  member: {
    of: 'agent_memberships',
    name: '{organization_id}:{user_id}',
    who: 'a member in an organization',
    subject: 'member',
  },
  project: { of: 'projects', name: '{id}', who: 'a project', subject: 'client' },
  organization: { of: 'organizations', name: '{id}', who: 'an organization', subject: 'client' },
} as const

const counted: Record<What, { what: string; seconds: number; why: string }> = {
  requests: { what: 'requests it made in the last minute', seconds: 120, why: 'The limit is by the minute.' },
  tokens: { what: 'tokens it used in the last minute', seconds: 120, why: 'The limit is by the minute.' },
  concurrent: { what: 'requests it has under way', seconds: 30, why: 'A machine says every ten seconds what is.' },
  day: { what: 'it spent today', seconds: day, why: 'The limit is by the day.' },
  month: { what: 'it spent this month', seconds: day, why: 'After a day without requests it is summed up anew.' },
}

const space = (by: By, what: What) => {
  const { of, name, who, subject } = limited[by]
  const { what: how, ...ttl } = counted[what]
  return keyspace(`relay-${what}-of-${by}:${name}` as `relay-${string}`, {
    kind: 'reservation',
    what: `How many ${how}: the relay's limits of ${who}.`.replace('many it spent', 'much it spent'),
    activity: relayAccess,
    subjects: [subject],
    holds: operational('operation'),
    ttl,
    survives: 'nothing',
    region: 'control',
    of,
  })
}

const kinds: readonly What[] = ['requests', 'tokens', 'concurrent', 'day', 'month']
const all = Object.fromEntries(
  (Object.keys(limited) as By[]).map((by) => [by, Object.fromEntries(kinds.map((what) => [what, space(by, what)]))]),
) as Record<By, Record<What, ReturnType<typeof space>>>

/** Where each limit is counted. */
export const meterSpaces = Object.values(all).flatMap((of) => Object.values(of))

/** Where one limit of somebody is counted. */
export const meterKey = (by: By, what: What, ids: Record<string, string>): Meter['key'] => all[by][what].key(ids)

/** One limit of a key, and where it is counted. */
export type Meter = {
  readonly by: By
  readonly what: What
  readonly limit: number
  readonly key: EphemeralKey<'reservation'>
}

function idsOf(by: By, { id, organizationId, projectId, memberId }: KnownKey): Record<string, string> {
  if (by === 'key') return { id }
  if (by === 'project') return { id: projectId ?? '' }
  return by === 'member' ? { organization_id: organizationId, user_id: memberId ?? '' } : { id: organizationId }
}

/** Amounts above 2⁵³, some nine thousand dollars, are counted to 16 digits. */
export function metersOf(key: KnownKey): Meter[] {
  return (Object.keys(limited) as By[]).flatMap((by) => {
    const { requestsPerMinute, tokensPerMinute, concurrent, spendPerDay, spendPerMonth } = key.limits[by]
    const limits: Record<What, number | bigint | undefined> = {
      concurrent,
      requests: requestsPerMinute,
      tokens: tokensPerMinute,
      day: spendPerDay,
      month: spendPerMonth,
    }
    return kinds.flatMap((what) => {
      const limit = limits[what]
      return limit === undefined ? [] : [{ by, what, limit: Number(limit), key: all[by][what].key(idsOf(by, key)) }]
    })
  })
}
