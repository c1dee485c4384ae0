import type { Channel } from '../supply/supply.ts'

export type Unsigned = {
  readonly method: 'POST'
  readonly origin: string
  readonly path: string
  /** Names and values in turn; what says who we are is added. */
  readonly headers: string[]
  readonly body: Buffer
}

/** Adds to a request what the provider knows us by. */
export async function authorize({ provider, credential }: Channel, { headers }: Unsigned): Promise<void> {
  const { auth } = provider
  if (auth.kind === 'none') return
  const given = credential()
  const fields = given instanceof Promise ? await given : given
  if (auth.kind === 'bearer') headers.push('authorization', `Bearer ${fields.key ?? ''}`)
  if (auth.kind === 'header') headers.push(auth.name, fields.key ?? '')
}
