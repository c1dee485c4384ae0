import type { Declarations } from '@vitrine/ledger'
import type { Kysely } from 'kysely'
import type { Context } from './context.ts'
import { openRegions, strange } from './open-regions.ts'
import type { Config } from './platform/config/config.ts'
import { openEnvelope } from './platform/crypto/envelope.ts'
import { loadSigner } from './platform/crypto/signer.ts'
import { activeRecipients } from './platform/egress/active-recipients.ts'
import { columnHosts } from './platform/egress/column-hosts.ts'
import { createEgress } from './platform/egress/create-egress.ts'
import { guardSockets } from './platform/egress/guard-sockets.ts'
import { originsHere } from './platform/egress/hosts.ts'
import { holdKeys } from './platform/keys/hold-keys.ts'
import { openMasterKeys } from './platform/keys/open-master-keys.ts'
import { createLog } from './platform/log/create-log.ts'
import { errorFields } from './platform/log/error-fields.ts'
import { logFields } from './platform/log-fields.ts'
import { openMail } from './platform/mail/open-mail.ts'
import { keepObservations } from './platform/observations/keep-observations.ts'
import { createWitness } from './platform/observations/witness.ts'
import { hasSealed, sealedBefore } from './sealed-before.ts'

/** Environment → config → context, once, by hand. Whoever asked for it closes it. */
export async function openContext(
  config: Config,
  declarations: Declarations,
  how: { readonly join?: boolean } = {},
): Promise<{ ctx: Context; close: () => Promise<void> }> {
  // Somebody who watches wants the links and what goes wrong; a log that is collected wants it all.
  const witness = createWitness()
  const log = createLog(logFields, {
    least: process.stderr.isTTY ? 'warn' : 'info',
    onLeftOut: (field) => witness.saw('log-field', field),
  })
  const recipients = activeRecipients(declarations, config)
  const unguard = guardSockets(recipients, witness)
  const masterKeys = await openMasterKeys(config, () => sealedBefore(config))
  const { control: stores, regions, close } = await openRegions(config, declarations, log, how)
  const rootKeys = await holdKeys({
    keys: stores.keys,
    masterKeys,
    sealedBefore: () => hasSealed(stores.db),
    name: config.services.join(', '),
    onError: (error) => log.error('The root keys could not be read', errorFields(error)),
  }).catch(async (error) => {
    await close()
    throw error
  })
  rootKeys.watch()
  const envelope = openEnvelope({ roots: rootKeys.roots })
  const signer = await loadSigner({ db: stores.db, envelope })
  const ctx: Context = {
    actor: { kind: 'anyone' },
    control: stores,
    region: ({ region }) => regions.get(region) ?? strange(region),
    regions: [...regions.keys()],
    declarations,
    config,
    envelope,
    rootKeys,
    signer,
    egress: createEgress(
      recipients,
      log,
      witness,
      columnHosts(recipients, stores.db as unknown as Kysely<never>, config),
      originsHere(config),
    ),
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
      await rootKeys.close()
      await close()
      unguard()
    },
  }
}
