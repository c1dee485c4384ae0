import type { LoginSession } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { signInRequired } from '../rights/authorize-project.ts'
import { loginPlaces, loginsAt } from './kept-logins.ts'

/** Where the member is signed in: this browser first, then the ones used last. */
export async function listLogins(ctx: Context): Promise<LoginSession[]> {
  const { actor } = ctx
  if (actor.kind !== 'member') throw signInRequired()
  const places = await loginPlaces(ctx.control, actor.userId)
  const logins = await Promise.all(
    places.map(async (place) =>
      (await loginsAt(ctx.control, place)).map(([id, login]) => ({
        id,
        browser: login.browser,
        since: login.startedAt,
        lastUsed: login.rotatedAt,
        current: id === actor.login,
        signOn: place.name,
      })),
    ),
  )
  return logins
    .flat()
    .toSorted((a, b) => Number(b.current) - Number(a.current) || Date.parse(b.lastUsed) - Date.parse(a.lastUsed))
}
