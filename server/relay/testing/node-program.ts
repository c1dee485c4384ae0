import { once } from 'node:events'
import { start } from '../../main.ts'
import type { Config } from '../../platform/config/config.ts'
import { testConfig } from '../../testing/config.ts'

/** The program of a test that stops it: a node of the relay alone, on the stores that it is told. */
const [{ dataDir, ...own }] = (await once(process, 'message')) as [Partial<Config> & { dataDir: string }]
const running = await start({ ...testConfig(dataDir), services: ['relay'], ...own })
process.once('SIGTERM', () => void running.close().then(() => process.exit(0)))
process.send?.('ready')
