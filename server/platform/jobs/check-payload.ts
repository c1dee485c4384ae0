import type { Column, Job } from '@vitrine/ledger'

const fits: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  uuid: (value) => typeof value === 'string',
  integer: Number.isSafeInteger,
  bigint: Number.isSafeInteger,
  'double precision': Number.isFinite,
  boolean: (value) => typeof value === 'boolean',
  jsonb: (value) => value !== undefined,
}

/** Throws, by name, on a field that the job does not declare, that is missing, or that is of another type. */
export function checkPayload(job: Job, payload: Readonly<Record<string, unknown>>): void {
  for (const field of Object.keys(payload)) {
    if (!Object.hasOwn(job.carries, field)) {
      throw new TypeError(
        `Job "${job.name}" can't carry "${field}": declare it in the job's \`carries\`, or leave it out`,
      )
    }
  }
  for (const [field, column] of Object.entries(job.carries)) {
    if (!Object.hasOwn(payload, field)) throw new TypeError(`Job "${job.name}" needs "${field}"`)
    if (!accepts(column, payload[field])) throw new TypeError(`Job "${job.name}" carries "${field}" as ${column.sql}`)
  }
}

const accepts = (column: Column, value: unknown) =>
  value === null ? column.nullable : (fits[column.sql]?.(value) ?? false)
