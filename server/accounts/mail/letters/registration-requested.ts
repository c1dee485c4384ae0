import { letter } from '../letter.ts'

export const registrationRequested = letter({
  name: 'accounts.registration-requested',
  what: 'Somebody has asked to be let in.',
  sample: {},
  path: '/',
  words: {
    en: {
      subject: 'Somebody asks to be let in',
      lines: [
        'Hello {name},',
        'Somebody has registered and waits for an answer. You find the request among the members of an organization.',
      ],
      button: 'Look at the organizations',
    },
    de: {
      subject: 'Jemand bittet um Zugang',
      lines: [
        'Guten Tag {name},',
        'Jemand hat sich registriert und wartet auf eine Antwort. Sie finden die Anfrage bei den Mitgliedern einer Organisation.',
      ],
      button: 'Organisationen ansehen',
    },
    fr: {
      subject: 'Quelqu’un demande l’accès',
      lines: [
        'Bonjour {name},',
        'Quelqu’un s’est inscrit et attend une réponse. Vous trouverez la demande parmi les membres d’une organisation.',
      ],
      button: 'Voir les organisations',
    },
    es: {
      subject: 'Alguien pide acceso',
      lines: [
        'Hola, {name}:',
        'Alguien se ha registrado y espera una respuesta. Encontrará la solicitud entre los miembros de una organización.',
      ],
      button: 'Ver las organizaciones',
    },
    it: {
      subject: 'Qualcuno chiede l’accesso',
      lines: [
        'Ciao {name},',
        'Qualcuno si è registrato e aspetta una risposta. Trovi la richiesta tra i membri di un’organizzazione.',
      ],
      button: 'Vedi le organizzazioni',
    },
  },
})
