import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { answering, freePort } from './ports.ts'
import { defaults, stopped, type Target } from './target.ts'

const here = createRequire(import.meta.url)

/** Its folder, wherever npm has put it; its package does not offer its own package.json. */
function installed(): string | undefined {
  for (const folder of here.resolve.paths('@portkey-ai/gateway') ?? []) {
    const path = join(folder, '@portkey-ai/gateway/package.json')
    if (existsSync(path)) return path
  }
  return undefined
}

export const portkey: Target = {
  name: 'portkey',
  async start(upstreamPort) {
    const path = installed()
    if (!path) return { absent: '@portkey-ai/gateway is not installed' }
    const { bin } = JSON.parse(readFileSync(path, 'utf8')) as { bin: string | Record<string, string> }
    const program = join(dirname(path), typeof bin === 'string' ? bin : (Object.values(bin)[0] ?? ''))
    const port = await freePort()
    const child = spawn(process.execPath, [program, `--port=${port}`, '--headless'], {
      stdio: 'ignore',
      env: { ...process.env, NODE_ENV: 'production' },
    })
    await answering(port)
    const headers = [
      'authorization: Bearer sk-bench',
      'x-portkey-provider: openai',
      `x-portkey-custom-host: http://127.0.0.1:${upstreamPort}/v1`,
    ]
    return { ...defaults, headers, port, pids: [child.pid ?? 0], stop: () => stopped(child) }
  },
}
