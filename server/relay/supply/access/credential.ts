import { type Row, sealedPlace } from '@vitrine/ledger'
import type { Context } from '../../../context.ts'
import type { Credential } from '../supply.ts'
import { providerCredentials, relayChannels } from '../tables.ts'

const tables = { channel: relayChannels, own: providerCredentials } as const
export type Kind = keyof typeof tables
export type AccessRow = Pick<Row<typeof relayChannels>, 'id' | 'credential'>

type Sealing = Pick<Context, 'envelope'>

export const sealCredential = ({ envelope }: Sealing, kind: Kind, id: string, fields: Credential): Buffer =>
  envelope.master.seal(Buffer.from(JSON.stringify(fields)), sealedPlace(tables[kind], 'credential', id))

export const openCredential = ({ envelope }: Sealing, kind: Kind, { id, credential }: AccessRow): Credential =>
  JSON.parse(envelope.master.open(credential, sealedPlace(tables[kind], 'credential', id)).toString()) as Credential
