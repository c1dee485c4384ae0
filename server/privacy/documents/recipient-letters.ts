import { type Letter, letter } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'

/** Names and texts are looked up when it is sent: the job carries the notice's id. */
async function resolve(ctx: Context, { notice: id = '' }: Readonly<Record<string, string>>) {
  const found = await ctx.control.db
    .selectFrom('recipient_notices')
    .select(['name', 'notice', 'effective_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  return {
    recipient: found?.name ?? '',
    text: found?.notice ?? '',
    until: found?.effective_at.toISOString().slice(0, 10) ?? '',
    operator: ctx.config.operator.name,
  }
}

const sample = {
  notice: '',
  recipient: 'Mail relay',
  text: 'E-mails go through a mail relay.',
  until: '2026-12-24',
  operator: 'Example Ltd',
}
const path = '/documents/sub-processors.html'

export const recipientAdded: Letter<'notice'> = letter({
  name: 'privacy.recipient-added',
  what: 'Another company will receive data of the organization.',
  sample,
  path,
  resolve,
  words: {
    en: {
      subject: 'A new recipient of your data: {recipient}',
      lines: [
        'Hello {name},',
        '{operator} announces a new recipient of data that it processes for you: {recipient}.',
        '{text}',
        'You may object until {until}, on the privacy page of your organization or by writing to the privacy contact.',
      ],
      button: 'See the list of recipients',
    },
    de: {
      subject: 'Ein neuer Empfänger Ihrer Daten: {recipient}',
      lines: [
        'Guten Tag {name},',
        '{operator} kündigt einen neuen Empfänger von Daten an, die für Sie verarbeitet werden: {recipient}.',
        '{text}',
        'Sie können bis {until} widersprechen: auf der Datenschutzseite Ihrer Organisation oder beim Datenschutzkontakt.',
      ],
      button: 'Liste der Empfänger ansehen',
    },
    fr: {
      subject: 'Un nouveau destinataire de vos données : {recipient}',
      lines: [
        'Bonjour {name},',
        '{operator} annonce un nouveau destinataire de données traitées pour vous : {recipient}.',
        '{text}',
        'Vous pouvez vous y opposer jusqu’au {until}, sur la page de confidentialité de votre organisation ou auprès du contact pour la protection des données.',
      ],
      button: 'Voir la liste des destinataires',
    },
    es: {
      subject: 'Un nuevo destinatario de sus datos: {recipient}',
      lines: [
        'Hola, {name}:',
        '{operator} anuncia un nuevo destinatario de datos que trata por su cuenta: {recipient}.',
        '{text}',
        'Puede oponerse hasta el {until}, en la página de privacidad de su organización o escribiendo al contacto de privacidad.',
      ],
      button: 'Ver la lista de destinatarios',
    },
    it: {
      subject: 'Un nuovo destinatario dei tuoi dati: {recipient}',
      lines: [
        'Ciao {name},',
        '{operator} annuncia un nuovo destinatario di dati trattati per tuo conto: {recipient}.',
        '{text}',
        'Puoi opporti fino al {until}, nella pagina sulla privacy della tua organizzazione o scrivendo al contatto per la privacy.',
      ],
      button: 'Vedi l’elenco dei destinatari',
    },
  },
})

export const recipientRemoved: Letter<'notice'> = letter({
  name: 'privacy.recipient-removed',
  what: 'A company does not receive data of the organization any more.',
  sample,
  path,
  resolve,
  words: {
    en: {
      subject: '{recipient} does not receive your data any more',
      lines: [
        'Hello {name},',
        '{recipient} has been taken off the list of those who receive data that {operator} processes for you.',
      ],
      button: 'See the list of recipients',
    },
    de: {
      subject: '{recipient} erhält Ihre Daten nicht mehr',
      lines: [
        'Guten Tag {name},',
        '{recipient} steht nicht mehr auf der Liste derer, die Daten erhalten, die {operator} für Sie verarbeitet.',
      ],
      button: 'Liste der Empfänger ansehen',
    },
    fr: {
      subject: '{recipient} ne reçoit plus vos données',
      lines: [
        'Bonjour {name},',
        '{recipient} ne figure plus sur la liste des destinataires de données que {operator} traite pour vous.',
      ],
      button: 'Voir la liste des destinataires',
    },
    es: {
      subject: '{recipient} ya no recibe sus datos',
      lines: [
        'Hola, {name}:',
        '{recipient} ya no figura en la lista de quienes reciben datos que {operator} trata por su cuenta.',
      ],
      button: 'Ver la lista de destinatarios',
    },
    it: {
      subject: '{recipient} non riceve più i tuoi dati',
      lines: [
        'Ciao {name},',
        '{recipient} non è più nell’elenco di chi riceve dati che {operator} tratta per tuo conto.',
      ],
      button: 'Vedi l’elenco dei destinatari',
    },
  },
})
