import type { Tx } from '../../context.ts'
import { sendMailJob } from '../tables.ts'
import type { Letter } from './letter.ts'

type To<Gap extends string> = {
  readonly template: Letter<Gap>
  /** Fills the gaps. Ids, counts and dates only: names are looked up by the letter's `resolve` when it is sent. */
  readonly data: Readonly<Record<NoInfer<Gap>, string>>
}

/** Writes to a member once the transaction commits. Nothing happens where no mail server is set up. */
export const mailMember = <Gap extends string>(
  tx: Tx,
  { template, userId, data }: To<Gap> & { readonly userId: string },
): Promise<void> => tx.jobs.enqueue(sendMailJob, { template: template.name, userId, tokenId: null, data })

/** Writes to everybody who runs the installation. */
export const mailPlatformAdmins = <Gap extends string>(tx: Tx, { template, data }: To<Gap>): Promise<void> =>
  tx.jobs.enqueue(sendMailJob, { template: template.name, userId: null, tokenId: null, data })

/** Sends a one-time link to the address of its row. The token is made when it is sent. */
export const mailToken = (tx: Tx, tokenId: string): Promise<void> =>
  tx.jobs.enqueue(sendMailJob, { template: null, userId: null, tokenId, data: {} })
