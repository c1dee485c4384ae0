import type { LoggedRequest, RequestFilter, RequestPage } from '@vitrine/protocol'
import { sql } from 'kysely'
import { z } from 'zod'
import type { AuthorizedOrganization } from '../../accounts/index.ts'
import { toUsd } from '../../billing/index.ts'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { among } from './among.ts'

const Cursor = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()])

type Found = Omit<LoggedRequest, 'at'> & { readonly at: Date }

/** An organization's requests, newest first, a page at a time. */
export async function listRequests(
  ctx: Context,
  { organization, filter }: { readonly organization: AuthorizedOrganization; readonly filter: RequestFilter },
): Promise<RequestPage> {
  const after = filter.cursor === undefined ? undefined : readCursor(filter.cursor)
  const { rows } = await sql<Found>`
    select request_id as id, at, model, provider, endpoint, status, outcome, attempts, first_byte_ms as "firstByteMs",
      total_ms as "totalMs", overhead_ms as "overheadMs", input_tokens as "inputTokens",
      output_tokens as "outputTokens", cost::text as cost, billed, stream, key_id as "keyId",
      project_id as "projectId", member_id as "memberId", network, user_agent as "userAgent"
    from request_log
    where ${among(organization.id, filter)} and ${inTime(organization.request_log_days, ctx.now(), filter)}
      ${filter.went === 'well' ? sql`and status < 400 and outcome = 'completed'` : sql``}
      ${filter.went === 'failed' ? sql`and (status >= 400 or outcome <> 'completed')` : sql``}
      ${after ? sql`and (at, request_id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by at desc, request_id desc limit ${filter.limit + 1}`.execute(ctx.control.db)
  const page = rows.slice(0, filter.limit).map(({ at, cost, ...rest }) => ({
    ...rest,
    at: at.toISOString(),
    cost: toUsd(BigInt(cost)),
  }))
  const last = rows.length > filter.limit ? page.at(-1) : undefined
  return {
    requests: page,
    next: last ? Buffer.from(JSON.stringify([last.at, last.id])).toString('base64url') : null,
    keptDays: organization.request_log_days,
  }
}

/** What is past its time and waits for the sweep is not shown. */
export const inTime = (days: number, now: Date, { from, to }: Pick<RequestFilter, 'from' | 'to'>) => {
  const since = Math.max(now.getTime() - days * 86_400_000, from === undefined ? 0 : Date.parse(from))
  return sql`at >= ${new Date(since)} ${to === undefined ? sql`` : sql`and at < ${to}::timestamptz`}`
}

function readCursor(cursor: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw new ProblemError('invalid-request', 'This is not a page of this list.', 'Use `next` of the page before.', {
      field: 'cursor',
    })
  }
}
