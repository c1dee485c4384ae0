import type { MadeRelayKey, NewRelayKey } from '@vitrine/protocol'
import type { AuthorizedOrganization } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { makeKey } from './make-key.ts'

type In = { readonly organization: AuthorizedOrganization<'develop'>; readonly key: NewRelayKey }

/** A key of the organization's, which developers look after. Shown once. */
export const createKey = (ctx: Context, input: In): Promise<MadeRelayKey> => makeKey(ctx, input)
