import type { Context } from '../../../context.ts'
import type { Credential } from '../supply.ts'
import { type AccessRow, type Kind, openCredential } from './credential.ts'

const heldMs = 30_000

/** Opens a credential for those who ask, and forgets it soon after: in memory it rests encrypted. */
export function heldCredential(ctx: Pick<Context, 'envelope'>, kind: Kind, row: AccessRow): () => Credential {
  let open: Credential | undefined
  return () => {
    if (open) return open
    open = openCredential(ctx, kind, row)
    setTimeout(() => {
      open = undefined
    }, heldMs).unref()
    return open
  }
}
