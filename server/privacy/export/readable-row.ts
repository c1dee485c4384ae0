import { type ExportTable, type Seal, sealedPlace, type Table } from '@vitrine/ledger'
import { keyFor, openSealed, type SealOwner } from '../../capture/index.ts'
import type { Context, Stores } from '../../context.ts'
import type { DataKey } from '../../platform/crypto/keys.ts'
import { ProblemError } from '../../platform/errors.ts'

type Row = Readonly<Record<string, unknown>>

const columnTo = (table: Table, parent: string): string | undefined =>
  table.subject === parent.replace(/s$/, '')
    ? 'id'
    : Object.entries(table.columns).find(([, { refers }]) => refers?.table === parent)?.[0]

/** Under whose key a row's seals are, by its references. */
export function ownerOf(table: Table, row: Row): SealOwner {
  const value = (parent: string) => {
    const column = columnTo(table, parent)
    const id = column === undefined ? undefined : row[column]
    return typeof id === 'string' ? id : undefined
  }
  return { recordingId: value('recordings'), projectId: value('projects') }
}

const plain = (value: unknown): unknown => (Buffer.isBuffer(value) ? value.toString('hex') : value)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A row as it is handed out: seals opened, bytes in hexadecimal. What was erased meanwhile stays shut. */
export async function readableRow(
  ctx: Context,
  stores: Stores,
  { table, columns }: ExportTable,
  row: Row,
): Promise<Record<string, unknown>> {
  let key: Promise<DataKey> | undefined
  const open = async (column: string, value: Buffer, { under, boundTo }: Seal): Promise<unknown> => {
    try {
      if (under === 'subject') key ??= keyFor(ctx, stores, ownerOf(table, row))
      const place = sealedPlace(table, column, String(row[boundTo]))
      return parsed((await openSealed(await (key ?? ctx.envelope.master), value, place)).toString())
    } catch (error) {
      if (error instanceof ProblemError && error.code === 'gone') return null
      throw error
    }
  }
  const readable: Record<string, unknown> = {}
  for (const column of columns) {
    const value = row[column]
    const seal = table.columns[column]?.sealed
    readable[column] = seal && Buffer.isBuffer(value) ? await open(column, value, seal) : plain(value)
  }
  return readable
}
