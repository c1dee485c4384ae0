import type { ReportPage, ReportRow } from '@vitrine/protocol'

/** The list's order: newest first, then by id. Negative: `a` stands before `b`. */
export const listOrder = (a: ReportRow, b: ReportRow): number =>
  a.createdAt === b.createdAt ? (a.id < b.id ? 1 : a.id > b.id ? -1 : 0) : a.createdAt < b.createdAt ? 1 : -1

/**
 * Puts a first page that was just read on top of the pages already loaded. What the fresh page covers is taken from it
 * alone; older rows and their cursors stay. When the two don't touch, rows are missing between: only the fresh page stays.
 */
export function mergeFirstPage(pages: readonly ReportPage[], fresh: ReportPage): ReportPage[] {
  const end = fresh.reports.at(-1)
  const known = new Set(pages.flatMap((page) => page.reports.map(({ id }) => id)))
  if (!end || fresh.next === null || !fresh.reports.some(({ id }) => known.has(id))) return [fresh]
  const older = pages.map((page) => ({ ...page, reports: page.reports.filter((row) => listOrder(end, row) < 0) }))
  // The cursor that follows the last row kept; a page that the fresh one covers whole has none to give.
  const rest = older.filter(({ reports }) => reports.length > 0)
  return rest.length === 0 ? [fresh] : [{ reports: fresh.reports, next: fresh.next }, ...rest]
}

/** Without the given report. */
export const withoutReport = (pages: readonly ReportPage[], reportId: string): ReportPage[] =>
  pages.map((page) => ({ ...page, reports: page.reports.filter(({ id }) => id !== reportId) }))
