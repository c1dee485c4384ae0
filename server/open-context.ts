import type { Declarations } from '@vitrine/ledger'
import type { Kysely } from 'kysely'
import type { Context } from './context.ts'
import { openRegions, strange } from './open-regions.ts'
import type { Config } from './platform/config/config.ts'
import { openEnvelope } from './platform/crypto/envelope.ts'
import { loadMasterKey } from './platform/crypto/master-key.ts'
import { loadSigner } from './platform/crypto/signer.ts'
import { activeRecipients } from './platform/egress/active-recipients.ts'
import { columnHosts } from './platform/egress/column-hosts.ts'
import { createEgress } from './platform/egress/create-egress.ts'
import { guardSockets } from './platform/egress/guard-sockets.ts'
import { createLog } from './platform/log/create-log.ts'
import { errorFields } from './platform/log/error-fields.ts'
import { logFields } from './platform/log-fields.ts'
import { openMail } from './platform/mail/open-mail.ts'
import { keepObservations } from './platform/observations/keep-observations.ts'
import { createWitness } from './platform/observations/witness.ts'
import { sealedBefore } from './sealed-before.ts'

/** Environment → config → context, once, by hand. Whoever asked for it closes it. */
export async function openContext(
  config: Config,
  declarations: Declarations,
): Promise<{ ctx: Context; close: () => Promise<void> }> {
  // Somebody who watches wants the links and what goes wrong; a log that is collected wants it all.
  const witness = createWitness()
  const log = createLog(logFields, {
    least: process.stderr.isTTY ? 'warn' : 'info',
    onLeftOut: (field) => witness.saw('log-field', field),
  })
  const recipients = activeRecipients(declarations, config)
  const unguard = guardSockets(recipients, witness)
  const masterKey = await loadMasterKey(config, () => sealedBefore(config))
  const { control: stores, regions, close } = await openRegions(config, declarations, log)
  const envelope = openEnvelope({ masterKey })
  const signer = await loadSigner({ db: stores.db, envelope })
  const ctx: Context = {
    actor: { kind: 'anyone' },
    control: stores,
    region: ({ region }) => regions.get(region) ?? strange(region),
    regions: [...regions.keys()],
    declarations,
    config,
    envelope,
    signer,
    egress: createEgress(recipients, log, witness, {
      isKnown: columnHosts(recipients, stores.db as unknown as Kysely<never>),
      privateToo: config.privateSignOn,
    }),
    mail: config.smtp && openMail(config.smtp),
    log,
    now: () => new Date(),
    afterCommit: (work) => void work(),
  }
  const onError = (error: unknown) => log.error('What was observed could not be written down', errorFields(error))
  const stopObserving = keepObservations({ db: stores.db, witness, onError })
  return {
    ctx,
    close: async () => {
      await stopObserving()
      await close()
      unguard()
    },
  }
}
