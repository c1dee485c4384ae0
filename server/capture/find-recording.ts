import type { Context, Stores } from '../context.ts'

export type FoundRecording = { readonly id: string; readonly project_id: string }

/** A recording by its id alone, wherever it is; nobody's right has been looked at yet. */
export async function findRecording(
  ctx: Context,
  id: string,
): Promise<{ recording: FoundRecording | undefined; stores: Stores }> {
  for (const region of ctx.regions) {
    const stores = ctx.region({ region })
    const recording = await stores.db
      .selectFrom('recordings')
      .select(['id', 'project_id'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (recording) return { recording, stores }
  }
  return { recording: undefined, stores: ctx.control }
}
