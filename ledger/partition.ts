/** A table whose rows lie in parts of a month each, by a moment that they carry. */
export type Partitions<ColumnName extends string = string> = { readonly by: ColumnName; readonly every: 'month' }

/** From the first moment of a month (UTC) up to and without the first of the next. */
export type Month = { readonly from: Date; readonly to: Date }

const start = (year: number, month: number): Date => new Date(Date.UTC(year, month, 1))

/** The month of a moment, or the one that lies `later` months after it. */
export const monthOf = (at: Date, later = 0): Month => ({
  from: start(at.getUTCFullYear(), at.getUTCMonth() + later),
  to: start(at.getUTCFullYear(), at.getUTCMonth() + later + 1),
})

/** `visits` in November 2026 → `visits_2026_11`. */
export const partitionName = (table: string, { from }: Month): string =>
  `${table}_${from.toISOString().slice(0, 7).replace('-', '_')}`

/** Which month of `table` a partition of that name holds; `undefined`: it is none of its. */
export function monthFrom(table: string, partition: string): Month | undefined {
  const [, year, month] = new RegExp(`^${table}_(\\d{4})_(0[1-9]|1[0-2])$`).exec(partition) ?? []
  return year && month ? monthOf(start(Number(year), Number(month) - 1)) : undefined
}
