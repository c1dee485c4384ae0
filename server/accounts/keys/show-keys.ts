import { Keys } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { readHolders, readRootKeys, readUnderRoots } from '../../platform/keys/read-keys.ts'

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null

/** Which keys there are, what is under which of them, and who knows the newest. For platform admins. */
export async function showKeys(ctx: Context): Promise<Keys> {
  const [roots, holdings, processes] = await Promise.all([readRootKeys(ctx), readUnderRoots(ctx), readHolders(ctx)])
  return Keys.parse({
    heldBy: ctx.rootKeys.masterKeys.place,
    keys: roots.map((root) => ({
      id: root.id,
      state: root.state,
      createdAt: root.created_at.toISOString(),
      currentSince: iso(root.current_since),
      retireAfter: iso(root.retire_after),
      retiredAt: iso(root.retired_at),
    })),
    holdings: holdings.map(({ root, ...rest }) => ({ ...rest, key: root })),
    processes: processes.map(({ name, seals_with }) => ({ name, key: seals_with })),
  })
}
