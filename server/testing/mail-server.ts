import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { SmtpConfig } from '../platform/config/config.ts'
import { atEnd } from './cleanup.ts'

export type Received = Email & { readonly raw: string; readonly encrypted: boolean }

type How = SMTPServerOptions & {
  /** What the server says to a recipient; a letter to whom it says nothing is taken. */
  readonly answerTo?: (address: string) => { code: number; message: string } | undefined
}

/** A real mail server on this machine. What it took is in `inbox`; `next` waits for the next letter to an address. */
export async function mailServer({ answerTo, ...how }: How = {}) {
  const inbox: Received[] = []
  const arrivals = new Set<() => void>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: how.key ? [] : ['STARTTLS'],
    disableReverseLookup: true,
    ...how,
    onRcptTo({ address }, _, callback) {
      const refusal = answerTo?.(address)
      callback(refusal && Object.assign(new Error(refusal.message), { responseCode: refusal.code }))
    },
    onData(stream, { secure }, accept) {
      void Array.fromAsync(stream as AsyncIterable<Buffer>).then(async (chunks) => {
        const raw = Buffer.concat(chunks)
        inbox.push({ ...(await PostalMime.parse(raw)), raw: raw.toString(), encrypted: secure })
        accept()
        for (const told of arrivals) told()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const stop = () => new Promise<void>((resolve) => server.close(resolve))
  const config: SmtpConfig = {
    host: 'localhost',
    port,
    tls: how.secure ? 'implicit' : how.key ? 'starttls' : 'none',
    user: undefined,
    password: undefined,
    from: { name: 'Vitrine', address: 'vitrine@example.com' },
  }
  const taken = new Set<Received>()
  /** The earliest letter to the address that was not asked for before. */
  async function next(to: string): Promise<Received> {
    for (;;) {
      const found = inbox.find((mail) => !taken.has(mail) && mail.to?.some(({ address }) => address === to))
      if (found) {
        taken.add(found)
        return found
      }
      await new Promise<void>((resolve) => arrivals.add(resolve))
    }
  }
  return { inbox, config, port, stop, next }
}

/** The same, gone with the test. */
export async function testMailServer(how?: How) {
  const server = await mailServer(how)
  atEnd(server.stop)
  return server
}

/** The address that a letter's button leads to. */
export const linkIn = ({ text = '' }: Pick<Received, 'text'>): URL => new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? '')

/** A certificate for `name`, which is its own authority. */
export async function certificate(name: string): Promise<{ key: string; cert: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-certificate-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
  const about = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`, '-keyout', key, '-out', cert]
  await promisify(execFile)('openssl', [...request, ...about])
  const made = { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') }
  await rm(folder, { recursive: true })
  return made
}
