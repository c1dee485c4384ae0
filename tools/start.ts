import type { Server } from 'node:http'
import { startDemo } from '../demo/serve.ts'
import { ConfigError, readConfig } from '../server/platform/config/read-config.ts'
import { buildStale } from './build.ts'
import { serveSimulator } from './simulator/serve.ts'

const args = process.argv.slice(2)
const json = args.includes('--json')

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(`Vitrine needs Node 24 or later; this is ${process.versions.node}. On Linux, npm ci brings it along.`)
  process.exit(1)
}

function settings() {
  try {
    return readConfig(process.env, args)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    console.error(error.message)
    process.exit(1)
  }
}

const config = settings()
const { start } = await import('../server/main.ts')
const giveUp = (error: NodeJS.ErrnoException & { port?: number }): never => {
  const taken = `Port ${error.port} is taken by another program. Stop that one, or choose another port: --port, VITRINE_REPLAY_PORT, VITRINE_DEMO_PORT.`
  console.error(error.code === 'EADDRINUSE' ? taken : error.message)
  process.exit(1)
}
// So that whoever tries it out has models without a key; on any port, as only this program calls it.
const simulator = config.demoUrl ? await serveSimulator() : undefined
const running = await start({ ...config, simulatorUrl: simulator?.url }, buildStale()).catch(giveUp)
let shop: Server | undefined
if (running.demoProjectKey)
  shop = await startDemo({
    host: config.host,
    port: config.demoPort,
    snippetUrl: `${config.publicUrl}/v.js`,
    publicKey: running.demoProjectKey,
  }).catch((error) => running.close().then(() => giveUp(error)))

const stop = () => {
  shop?.closeAllConnections()
  shop?.close()
  // What is under way at the simulator may come to its end.
  void running
    .close()
    .then(() => simulator?.close())
    .then(() => process.exit(0))
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)

const links = {
  dashboard: config.publicUrl,
  demo: config.demoUrl ?? null,
  privacy: `${config.publicUrl}/privacy`,
  relay: config.services.includes('relay') ? `${config.publicUrl}/v1` : null,
  signInLink: running.signInLink ?? null,
}
if (json) {
  const keys = {
    adminToken: running.adminToken ?? null,
    projectKey: running.demoProjectKey ?? null,
    relayKey: running.relayKey ?? null,
  }
  console.log(JSON.stringify({ ready: true, ...links, ...keys, pid: process.pid }))
} else {
  console.log(`
  Vitrine is running.

  Dashboard     ${links.signInLink ?? links.dashboard}${links.signInLink ? '\n                (works once, for an hour: it makes you the first admin)' : ''}
  Demo shop     ${links.demo ?? 'not started'}
  Privacy page  ${links.privacy}
  Relay         ${links.relay ?? 'not started'}${running.relayKey ? `\n                (the key ${running.relayKey} asks simulated models)` : ''}

  Stop it with Ctrl+C.
`)
  console.log('ready')
}
