import type { Payload } from '@vitrine/ledger'
import type { Tx } from '../../context.ts'
import { sendMailJob } from '../tables.ts'
import type { Letter } from './letter.ts'

type To<Gap extends string> = {
  readonly template: Letter<Gap>
  /** Fills the gaps. Ids, counts and dates only: names are looked up by the letter's `resolve` when it is sent. */
  readonly data: Readonly<Record<NoInfer<Gap>, string>>
}
type How = Parameters<Tx['jobs']['enqueue']>[2]

const nobody = { template: null, userId: null, tokenId: null, organizationId: null, data: {} }
const enqueue = (tx: Tx, to: Partial<Payload<typeof sendMailJob>>, how?: How): Promise<void> =>
  tx.jobs.enqueue(sendMailJob, { ...nobody, ...to }, how)

/** Writes to a member once the transaction commits. Nothing happens where no mail server is set up. */
export const mailMember = <Gap extends string>(
  tx: Tx,
  { template, userId, data }: To<Gap> & { readonly userId: string },
  how?: How,
): Promise<void> => enqueue(tx, { template: template.name, userId, data }, how)

/** Writes to everybody who runs the installation. */
export const mailPlatformAdmins = <Gap extends string>(tx: Tx, { template, data }: To<Gap>): Promise<void> =>
  enqueue(tx, { template: template.name, data })

/** Writes to where an organization wants its warnings, if it has said where. */
export const mailAlerts = <Gap extends string>(
  tx: Tx,
  { template, organizationId, data }: To<Gap> & { readonly organizationId: string },
  how?: How,
): Promise<void> => enqueue(tx, { template: template.name, organizationId, data }, how)

/** Sends a one-time link to the address of its row. The token is made when it is sent. */
export const mailToken = (tx: Tx, tokenId: string): Promise<void> => enqueue(tx, { tokenId })
