import type { Config } from '../config/config.ts'
import { commandKeys } from './command-keys.ts'
import { fileKeys } from './file-keys.ts'
import { settingKeys } from './held-keys.ts'
import type { MasterKeys } from './master-keys.ts'
import { parseMasterKeys } from './parse-master-key.ts'

/** From the command or the setting where one is given, else from the data folder. */
export async function openMasterKeys(
  { masterKey, masterKeyCommand, dataDir }: Pick<Config, 'masterKey' | 'masterKeyCommand' | 'dataDir'>,
  sealedBefore: () => Promise<boolean>,
): Promise<MasterKeys> {
  if (masterKeyCommand) return commandKeys(masterKeyCommand)
  if (masterKey === undefined) return fileKeys(dataDir, sealedBefore)
  const keys = parseMasterKeys(masterKey)
  if (!keys) throw new Error('VITRINE_MASTER_KEY must hold 32 bytes in base64 or hexadecimal.')
  return settingKeys(keys)
}
