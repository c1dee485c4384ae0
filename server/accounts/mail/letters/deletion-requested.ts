import { letter } from '../letter.ts'
import { organizationNamed } from '../named.ts'

export const deletionRequested = letter({
  name: 'accounts.deletion-requested',
  what: 'An owner asks to have their organization deleted.',
  sample: { organizationId: '' },
  resolve: organizationNamed,
  sampleResolved: { organization: 'Acme' },
  path: '/administration/organizations',
  words: {
    en: {
      subject: '{organization} asks to be deleted',
      lines: [
        'Hello {name},',
        'An owner of “{organization}” asks to have the organization and all of its data deleted.',
      ],
      button: 'Look at the organizations',
    },
    de: {
      subject: '{organization} bittet um Löschung',
      lines: [
        'Guten Tag {name},',
        'Jemand, dem „{organization}“ gehört, bittet darum, die Organisation mit all ihren Daten zu löschen.',
      ],
      button: 'Organisationen ansehen',
    },
    fr: {
      subject: '{organization} demande sa suppression',
      lines: [
        'Bonjour {name},',
        'Un propriétaire de « {organization} » demande la suppression de l’organisation et de toutes ses données.',
      ],
      button: 'Voir les organisations',
    },
    es: {
      subject: '{organization} pide su eliminación',
      lines: [
        'Hola, {name}:',
        'Un propietario de «{organization}» pide que se elimine la organización con todos sus datos.',
      ],
      button: 'Ver las organizaciones',
    },
    it: {
      subject: '{organization} chiede di essere eliminata',
      lines: [
        'Ciao {name},',
        'Un proprietario di «{organization}» chiede di eliminare l’organizzazione con tutti i suoi dati.',
      ],
      button: 'Vedi le organizzazioni',
    },
  },
})
