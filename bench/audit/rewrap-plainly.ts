import { sealedPlace } from '@vitrine/ledger'
import { dataKeys } from '../../server/capture/tables.ts'
import type { Context } from '../../server/context.ts'

/** So many keys encrypted anew by one statement each, as a loop over them would do it. Answers how many. */
export async function rewrapPlainly({ control: { keys }, envelope }: Context, count: number): Promise<number> {
  const rows = await keys.selectFrom('data_keys').select(['id', 'project_id', 'wrapped']).limit(count).execute()
  for (const { id, project_id, wrapped } of rows)
    await keys
      .updateTable('data_keys')
      .set({ wrapped: envelope.rewrap(wrapped, sealedPlace(dataKeys, 'wrapped', project_id)) })
      .where('id', '=', id)
      .execute()
  return rows.length
}
