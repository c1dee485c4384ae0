import { letter } from '../letter.ts'
import { organizationNamed } from '../named.ts'

export const registrationWaiting = letter({
  name: 'accounts.registration-waiting',
  what: 'Somebody has asked to be let in to an organization.',
  sample: { organizationId: '' },
  resolve: organizationNamed,
  sampleResolved: { organization: 'Acme' },
  path: '/organizations/{organizationId}/members',
  words: {
    en: {
      subject: 'Somebody asks to be let in to {organization}',
      lines: [
        'Hello {name},',
        'Somebody has registered for “{organization}” and waits for an answer. You find the request among its members.',
      ],
      button: 'Look at the request',
      after: ['Let in only those whom you know: a name can be anybody’s. The request lapses after 30 days.'],
    },
    de: {
      subject: 'Jemand bittet um Zugang zu {organization}',
      lines: [
        'Guten Tag {name},',
        'Jemand hat sich für „{organization}“ registriert und wartet auf eine Antwort. Sie finden die Anfrage bei den Mitgliedern.',
      ],
      button: 'Anfrage ansehen',
      after: [
        'Lassen Sie nur ein, wen Sie kennen: Einen Namen kann sich jeder geben. Die Anfrage verfällt nach 30 Tagen.',
      ],
    },
    fr: {
      subject: 'Quelqu’un demande l’accès à {organization}',
      lines: [
        'Bonjour {name},',
        'Quelqu’un s’est inscrit auprès de « {organization} » et attend une réponse. Vous trouverez la demande parmi ses membres.',
      ],
      button: 'Voir la demande',
      after: [
        'N’acceptez que des personnes que vous connaissez : n’importe qui peut se donner un nom. La demande expire après 30 jours.',
      ],
    },
    es: {
      subject: 'Alguien pide acceso a {organization}',
      lines: [
        'Hola, {name}:',
        'Alguien se ha registrado en «{organization}» y espera una respuesta. Encontrará la solicitud entre sus miembros.',
      ],
      button: 'Ver la solicitud',
      after: ['Admita solo a quien conozca: cualquiera puede ponerse un nombre. La solicitud caduca a los 30 días.'],
    },
    it: {
      subject: 'Qualcuno chiede l’accesso a {organization}',
      lines: [
        'Ciao {name},',
        'Qualcuno si è registrato per «{organization}» e aspetta una risposta. Trovi la richiesta tra i membri.',
      ],
      button: 'Vedi la richiesta',
      after: ['Ammetti solo chi conosci: un nome può darselo chiunque. La richiesta scade dopo 30 giorni.'],
    },
  },
})
