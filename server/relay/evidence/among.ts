import { type RawBuilder, sql } from 'kysely'
import { ProblemError } from '../../platform/errors.ts'

type Among = {
  readonly model?: string | undefined
  readonly keyId?: string | undefined
  readonly projectId?: string | undefined
  readonly memberId?: string | undefined
}

/** Rows of one organization, and of one model, key, project or member of it if that is asked for. */
export const among = (organizationId: string, { model, keyId, projectId, memberId }: Among): RawBuilder<unknown> =>
  sql`organization_id = ${organizationId}
    ${model === undefined ? sql`` : sql`and model = ${model}`}
    ${keyId === undefined ? sql`` : sql`and key_id = ${keyId}`}
    ${projectId === undefined ? sql`` : sql`and project_id = ${projectId}`}
    ${memberId === undefined ? sql`` : sql`and member_id = ${memberId}`}`

type Asked = { readonly from?: string | undefined; readonly to?: string | undefined; readonly every: 'hour' | 'day' }

const day = 86_400_000

/** From when to when, in whole hours or days; what would be more points than a picture can show is refused. */
export function spanOf({ from, to, every }: Asked, now: Date, most: { readonly hour: number; readonly day: number }) {
  const unit = every === 'day' ? day : 3_600_000
  const end = Math.ceil(((to === undefined ? now.getTime() : Date.parse(to)) + 1) / unit) * unit
  const usual = every === 'day' ? Math.min(30, most.day) : 2
  const start = Math.floor((from === undefined ? end - usual * day : Date.parse(from)) / unit) * unit
  if (start >= end || end - start > (most[every] + 2) * day)
    throw new ProblemError(
      'invalid-request',
      'This is no stretch of time that can be shown.',
      `Ask for at most ${most[every]} days by the ${every}.`,
      { field: 'from' },
    )
  return { from: new Date(start), to: new Date(end) }
}
