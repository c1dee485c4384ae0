import { connect, type Socket } from 'node:net'
import { createTransport } from 'nodemailer'
import type { SmtpConfig } from '../config/config.ts'
import type { Mail } from './mail.ts'

const seconds = 1_000
const patience = {
  connectionTimeout: 15 * seconds,
  greetingTimeout: 15 * seconds,
  socketTimeout: 60 * seconds,
}

type Trust = { /** Certificate authorities besides the usual ones, as PEM. */ readonly ca?: string }
type Failure = { readonly command?: string; readonly responseCode?: number }

/** A mail server by SMTP. A connection for each letter: they are few, and none is lost with a connection that went stale. */
export function openMail(smtp: SmtpConfig, { ca }: Trust = {}): Mail {
  const transport = createTransport({
    ...patience,
    host: smtp.host,
    port: smtp.port,
    secure: smtp.tls === 'implicit',
    requireTLS: smtp.tls === 'starttls',
    ignoreTLS: smtp.tls === 'none',
    tls: { minVersion: 'TLSv1.2', ...(ca && { ca }) },
    ...(smtp.user !== undefined && { auth: { user: smtp.user, pass: smtp.password ?? '' } }),
    // Reached by its name, so that the guard of the way out knows whom it lets through.
    getSocket: (_, give) => void reach(smtp).then((connection) => give(null, { connection }), give),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(message) {
      try {
        await transport.sendMail({ ...message, from: smtp.from, headers: { 'auto-submitted': 'auto-generated' } })
        return 'sent'
      } catch (error) {
        if (isFinal(error as Failure)) return 'refused'
        throw error
      }
    },
  }
}

/** A recipient or a letter that the server does not want. What it has against us, such as a wrong password, may pass. */
const isFinal = ({ command, responseCode = 0 }: Failure): boolean =>
  responseCode >= 500 && responseCode < 600 && (command === 'RCPT TO' || command === 'DATA')

const reach = ({ host, port }: SmtpConfig): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port })
    const give = (settle: () => void) => () => {
      socket.removeAllListeners()
      socket.setTimeout(0)
      settle()
    }
    socket.once(
      'connect',
      give(() => resolve(socket)),
    )
    socket.once('error', (error) => give(() => reject(error))())
    socket.setTimeout(patience.connectionTimeout, () => socket.destroy(new Error('The mail server does not answer')))
  })
