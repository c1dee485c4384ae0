import type { VitrineApi } from '../../../snippet/api.ts'
import type { Contender } from './contender.ts'

const page = window as unknown as { Vitrine: VitrineApi; contender: Contender; project: string }

/** The built snippet, loaded from its server as on a customer's page. The button in its dialog is pressed from outside. */
page.contender = {
  start: (sink) =>
    new Promise<void>((ready, fail) => {
      page.Vitrine.on('error', ({ code, message }) => fail(new Error(`${code}: ${message}`)))
      page.Vitrine.on('ready', () => ready())
      page.Vitrine.init({ server: sink, key: page.project, texts: { send: 'Send' } })
    }),
  finish: () => page.Vitrine.report({ description: 'Measured' }),
}
