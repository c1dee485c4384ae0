import { execFile } from 'node:child_process'
import { SealError } from '../crypto/keys.ts'
import type { MasterKeys } from './master-keys.ts'

const patience = 20_000
const longest = 64 * 1_024

/**
 * A key management service behind its own command line. The program runs without a shell, with `wrap` or `unwrap` as its
 * last argument, gets base64 on its standard input and answers base64. Neither that nor what it complains is ever logged.
 */
export function commandKeys([file = '', ...args]: readonly string[]): MasterKeys {
  const run = (verb: 'wrap' | 'unwrap', input: Buffer, place: string) =>
    new Promise<Buffer>((done, fail) => {
      const refused = (why: string) =>
        fail(new SealError(place, `the program behind VITRINE_MASTER_KEY_COMMAND ${why}`))
      const child = execFile(
        file,
        [...args, verb],
        { timeout: patience, killSignal: 'SIGKILL', maxBuffer: longest, encoding: 'utf8' },
        (error, said) => {
          const answer = said.trim()
          if (error?.killed) refused(`did not answer within ${patience / 1_000} seconds`)
          else if (error)
            refused(error.code === 'ENOENT' ? 'was not found' : `ended with ${error.code ?? error.signal}`)
          else if (!/^[A-Za-z0-9+/]+={0,2}$/.test(answer)) refused('answered something that is not base64')
          else done(Buffer.from(answer, 'base64'))
        },
      )
      child.stdin?.on('error', () => {})
      child.stdin?.end(input.toString('base64'))
    })
  return {
    place: 'the service behind VITRINE_MASTER_KEY_COMMAND',
    wrap: (root, place) => run('wrap', root, place),
    async unwrap(wrapped, place) {
      const root = await run('unwrap', wrapped, place)
      if (root.length !== 32)
        throw new SealError(place, 'the program behind VITRINE_MASTER_KEY_COMMAND answered another key')
      return root
    },
  }
}
