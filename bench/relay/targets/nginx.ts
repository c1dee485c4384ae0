import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installDebianPackages } from '../../../tools/debian.ts'
import { answering, freePort } from './ports.ts'
import { defaults, stopped, type Target } from './target.ts'

const program = '/usr/sbin/nginx'

/** One worker, its files in a folder of its own, answers passed on as they come. */
const configuration = (folder: string, port: number, upstreamPort: number) => `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  client_body_buffer_size 128k;
  keepalive_requests 1000000;
  upstream provider { server 127.0.0.1:${upstreamPort}; keepalive 128; keepalive_requests 1000000; }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://provider;
      proxy_http_version 1.1;
      proxy_set_header connection "";
      proxy_buffering off;
    }
  }
}
`

const workersOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)

export const nginx: Target = {
  name: 'nginx',
  async start(upstreamPort) {
    installDebianPackages({ 'nginx-light': program })
    if (!existsSync(program)) return { absent: 'nginx is not installed (Debian: apt-get install nginx-light)' }
    const folder = mkdtempSync(join(tmpdir(), 'vitrine-bench-'))
    const port = await freePort()
    writeFileSync(join(folder, 'nginx.conf'), configuration(folder, port, upstreamPort))
    const child = spawn(program, ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], {
      stdio: 'inherit',
    })
    await answering(port)
    const pid = child.pid ?? 0
    return {
      ...defaults,
      port,
      pids: [pid, ...workersOf(pid)],
      async stop() {
        await stopped(child)
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
}
