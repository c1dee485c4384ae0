/** The filter as it stands in the address. Days, as people choose them. */
export type AuditSearch = { person?: string; kind?: string; from?: string; to?: string }

const day = /^\d{4}-\d\d-\d\d$/

export function readAuditSearch(given: Record<string, unknown>): AuditSearch {
  const { person, kind, from, to } = given
  return {
    ...(typeof person === 'string' && person && { person }),
    ...(typeof kind === 'string' && kind && { kind }),
    ...(typeof from === 'string' && day.test(from) && { from }),
    ...(typeof to === 'string' && day.test(to) && { to }),
  }
}

/** The whole of both days, in the reader's own time zone. */
export function auditQuery({ person, kind, from, to }: AuditSearch, cursor?: string): URLSearchParams {
  const query = new URLSearchParams()
  if (person) query.set('person', person)
  if (kind) query.set('kind', kind)
  if (from) query.set('from', new Date(`${from}T00:00:00`).toISOString())
  if (to) {
    const end = new Date(`${to}T00:00:00`)
    end.setDate(end.getDate() + 1)
    query.set('to', end.toISOString())
  }
  if (cursor) query.set('cursor', cursor)
  return query
}
