import { letter } from '../../../accounts/index.ts'
import type { Context } from '../../../context.ts'

/** What they wrote stays where it is: the letter says who, and leads there. */
async function resolve(ctx: Context, { organization = '', notice = '' }: Readonly<Record<string, string>>) {
  const { db } = ctx.control
  const who = await db.selectFrom('organizations').select('name').where('id', '=', organization).executeTakeFirst()
  const about = await db
    .selectFrom('recipient_notices')
    .select(['name', 'effective_at'])
    .where('id', '=', notice)
    .executeTakeFirst()
  const until = about?.effective_at.toISOString().slice(0, 10) ?? ''
  return { client: who?.name ?? '', recipient: about?.name ?? '', until }
}

export const objectionLetter = letter({
  name: 'privacy.recipient-objected',
  what: 'An organization objects to a recipient that was announced.',
  sample: { organization: '', notice: '' },
  sampleResolved: { client: 'Acme', recipient: 'Mail relay', until: '2026-12-24' },
  path: '/administration/documents',
  resolve,
  words: {
    en: {
      subject: '{client} objects to {recipient}',
      lines: [
        'Hello {name},',
        '{client} objects to a recipient of its data that was announced: {recipient}. Its notice ends on {until}.',
        'Find a way together before it is used for them, or leave it out.',
      ],
      button: 'Read the objection',
    },
    de: {
      subject: '{client} widerspricht: {recipient}',
      lines: [
        'Guten Tag {name},',
        '{client} widerspricht einem angekündigten Empfänger ihrer Daten: {recipient}. Die Frist endet am {until}.',
        'Finden Sie gemeinsam eine Lösung, bevor er eingesetzt wird, oder verzichten Sie auf ihn.',
      ],
      button: 'Widerspruch lesen',
    },
    fr: {
      subject: '{client} s’oppose à {recipient}',
      lines: [
        'Bonjour {name},',
        '{client} s’oppose à un destinataire de ses données qui a été annoncé : {recipient}. Le préavis s’achève le {until}.',
        'Trouvez une solution ensemble avant d’y recourir, ou renoncez-y.',
      ],
      button: 'Lire l’opposition',
    },
    es: {
      subject: '{client} se opone a {recipient}',
      lines: [
        'Hola, {name}:',
        '{client} se opone a un destinatario de sus datos que fue anunciado: {recipient}. El preaviso termina el {until}.',
        'Busquen juntos una solución antes de usarlo, o prescindan de él.',
      ],
      button: 'Leer la oposición',
    },
    it: {
      subject: '{client} si oppone a {recipient}',
      lines: [
        'Ciao {name},',
        '{client} si oppone a un destinatario dei suoi dati che è stato annunciato: {recipient}. Il preavviso termina il {until}.',
        'Trovate insieme una soluzione prima di usarlo, oppure rinunciateci.',
      ],
      button: 'Leggi l’opposizione',
    },
  },
})
