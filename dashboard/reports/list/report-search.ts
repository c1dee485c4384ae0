import { ReportStatus } from '@vitrine/protocol'

/** The list's filters as they stand in the address. */
export type ReportSearch = { status?: ReportStatus; assignee?: string; search?: string }

const text = (value: unknown): string | undefined =>
  (typeof value === 'string' || typeof value === 'number') && String(value) !== '' ? String(value) : undefined

/** Reads the address. What it doesn't understand is left out, so that an old link still opens. */
export function readReportSearch(raw: Record<string, unknown>): ReportSearch {
  const status = ReportStatus.safeParse(raw['status']).data
  const assignee = text(raw['assignee'])
  const search = text(raw['search'])?.slice(0, 200)
  return { ...(status && { status }), ...(assignee && { assignee }), ...(search && { search }) }
}
