import type { ErasureSubject } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { type Scope, storesOf } from '../erasure/scope.ts'

/** Where one copy reads. */
export type Reach = {
  readonly scope: Scope
  readonly storesOf: (place: Parameters<typeof storesOf>[2]) => ReturnType<typeof storesOf>
}

/**
 * A member's copy gathers what names them in every region; others hold what rests in their own. Who did what in an
 * organization is in each of its copies, also where it has no project any more.
 */
export function reachOf(ctx: Context, region: string, kind: ErasureSubject['kind']): Reach {
  const scope = kind === 'member' ? ctx.regions : [region]
  return {
    scope,
    storesOf: (place) => storesOf(ctx, kind === 'organization' && place.region === 'each' ? ctx.regions : scope, place),
  }
}
