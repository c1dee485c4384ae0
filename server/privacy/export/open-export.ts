import { sealedPlace } from '@vitrine/ledger'
import { audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { limitRate } from '../../platform/http/limit-rate.ts'
import { transact } from '../../transact.ts'
import { type FoundExport, subjectOf } from './find-export.ts'
import { authorizeExport } from './read-export.ts'
import { openStream, plainLength } from './seal-stream.ts'
import { exportDownloads, exportKeys, exportObjects } from './tables.ts'

const mostPerHour = 20

export type OpenedExport = {
  readonly name: string
  readonly bytes: number
  readonly content: AsyncIterable<Uint8Array>
}

const gone = () => new ProblemError('gone', 'This copy was deleted.', 'Ask for another.')

/** The file of a copy, decrypted as it is read. Only for the member who asked for it, while they have the right to it. */
export async function openExport(ctx: Context, id: string): Promise<OpenedExport> {
  const found = await authorizeExport(ctx, id)
  if (ctx.actor.kind !== 'member' || found.row.requested_by !== ctx.actor.userId)
    throw new ProblemError('not-allowed', 'Only whoever asked for a copy can fetch it.', 'Ask for one of your own.')
  return openFound(ctx, found)
}

/** The same for whoever was found to have asked for it. */
export async function openFound(ctx: Context, { row, stores }: FoundExport): Promise<OpenedExport> {
  const { id } = row
  await limitRate(ctx, exportDownloads.key({ id }), mostPerHour)
  if (row.state !== 'ready' || row.attempt === null || row.stored_bytes === null)
    throw new ProblemError('conflict', 'This copy is not ready.', 'Ask again how far it is.')
  const held = await stores.keys
    .selectFrom('export_keys')
    .select('wrapped')
    .where('export_id', '=', id)
    .executeTakeFirst()
  if (!held) throw gone()
  const key = ctx.envelope.unwrap(held.wrapped, sealedPlace(exportKeys, 'wrapped', id))
  const object = exportObjects.object({ id }, row.attempt)
  await transact(ctx, stores, (ctx, tx) => {
    const organizationId = row.organization_id ?? undefined
    const project =
      row.project_id && organizationId ? { id: row.project_id, organization_id: organizationId } : undefined
    return audit(ctx, tx, {
      action: 'export.downloaded',
      ...(project && { project }),
      ...(organizationId && { organizationId }),
      target: { kind: 'export', id },
    })
  })
  const content = openStream(key, object.name, row.stored_bytes, async (range) => {
    const sealed = await stores.objects.get(object, range)
    if (!sealed) throw gone()
    return sealed
  })
  const { kind, id: subject } = subjectOf(row)
  return { name: `${kind}-${subject.slice(0, 8)}.zip`, bytes: plainLength(row.stored_bytes), content }
}
