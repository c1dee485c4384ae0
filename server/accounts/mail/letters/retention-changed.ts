import { letter } from '../letter.ts'
import { projectNamed } from '../named.ts'

export const retentionChanged = letter({
  name: 'accounts.retention-changed',
  what: 'A project’s data will be kept for another time than before.',
  sample: { projectId: '', before: '90', after: '30' },
  resolve: projectNamed,
  sampleResolved: { project: 'Shop' },
  path: '/projects/{projectId}/settings',
  words: {
    en: {
      subject: 'How long {project} keeps data was changed',
      lines: [
        'Hello {name},',
        'The project “{project}” keeps what its visitors leave behind for {after} days; it was {before} days before. What is older is deleted with the next sweep, within the hour.',
      ],
      button: 'Look at the settings',
    },
    de: {
      subject: 'Wie lange {project} Daten aufbewahrt, wurde geändert',
      lines: [
        'Guten Tag {name},',
        'Das Projekt „{project}“ bewahrt {after} Tage lang auf, was seine Besucher hinterlassen; zuvor waren es {before} Tage. Was älter ist, löscht der nächste Durchgang, innerhalb einer Stunde.',
      ],
      button: 'Einstellungen ansehen',
    },
    fr: {
      subject: 'La durée de conservation de {project} a changé',
      lines: [
        'Bonjour {name},',
        'Le projet « {project} » conserve ce que ses visiteurs laissent pendant {after} jours, au lieu de {before} jours. Ce qui est plus ancien est supprimé au prochain passage, dans l’heure.',
      ],
      button: 'Voir les réglages',
    },
    es: {
      subject: 'Ha cambiado cuánto tiempo guarda datos {project}',
      lines: [
        'Hola, {name}:',
        'El proyecto «{project}» guarda durante {after} días lo que dejan sus visitantes; antes eran {before} días. Lo más antiguo se elimina en la próxima pasada, en menos de una hora.',
      ],
      button: 'Ver los ajustes',
    },
    it: {
      subject: 'È cambiato per quanto tempo {project} conserva i dati',
      lines: [
        'Ciao {name},',
        'Il progetto «{project}» conserva per {after} giorni ciò che i suoi visitatori lasciano; prima erano {before} giorni. Ciò che è più vecchio viene eliminato al prossimo passaggio, entro un’ora.',
      ],
      button: 'Vedi le impostazioni',
    },
  },
})
