import type { Context } from '../../context.ts'

/** Names of members by user id, for showing; whoever was erased is missing. */
export async function displayNames(ctx: Context, userIds: readonly string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map()
  const rows = await ctx.control.db
    .selectFrom('users')
    .select(['id', 'display_name'])
    .where('id', 'in', [...new Set(userIds)])
    .execute()
  return new Map(rows.map((row) => [row.id, row.display_name]))
}
