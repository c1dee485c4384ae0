import { letter } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'

/** By the name of what it was in; whatever has no name any more was in the installation. */
async function resolve({ control, config }: Context, { erasureId = '' }: Readonly<Record<string, string>>) {
  const found = await control.db
    .selectFrom('erasures')
    .leftJoin('projects', 'projects.id', 'erasures.project_id')
    .leftJoin('organizations', 'organizations.id', 'erasures.organization_id')
    .select(['projects.name as project', 'organizations.name as organization'])
    .where('erasures.id', '=', erasureId)
    .executeTakeFirst()
  return { place: found?.project ?? found?.organization ?? new URL(config.publicUrl).host }
}

export const erasureFinished = letter({
  name: 'privacy.erasure-finished',
  what: 'What was to be erased is gone.',
  sample: { erasureId: '', projectId: '' },
  resolve,
  sampleResolved: { place: 'Shop' },
  path: '/projects/{projectId}/erasures',
  words: {
    en: {
      subject: 'Erased as asked: {place}',
      lines: [
        'Hello {name},',
        'What was asked to be erased in “{place}” is gone: every place was read again afterwards, and nothing was found.',
      ],
      button: 'See erasures and receipts',
      after: ['Each erasure has a signed receipt, by which anybody can check it.'],
    },
    de: {
      subject: 'Wie verlangt gelöscht: {place}',
      lines: [
        'Guten Tag {name},',
        'Was in „{place}“ gelöscht werden sollte, ist fort: Danach wurde jeder Ort noch einmal gelesen und nichts gefunden.',
      ],
      button: 'Löschungen und Belege ansehen',
      after: ['Zu jeder Löschung gibt es einen signierten Beleg, an dem sie jeder prüfen kann.'],
    },
    fr: {
      subject: 'Effacé comme demandé : {place}',
      lines: [
        'Bonjour {name},',
        'Ce qui devait être effacé dans « {place} » ne s’y trouve plus : chaque endroit a été relu ensuite, et rien n’a été trouvé.',
      ],
      button: 'Voir les effacements et les reçus',
      after: ['Chaque effacement a un reçu signé, grâce auquel chacun peut le vérifier.'],
    },
    es: {
      subject: 'Borrado como se pidió: {place}',
      lines: [
        'Hola, {name}:',
        'Lo que se pidió borrar en «{place}» ya no está: después se volvió a leer cada lugar y no se encontró nada.',
      ],
      button: 'Ver borrados y recibos',
      after: ['Cada borrado tiene un recibo firmado, con el que cualquiera puede comprobarlo.'],
    },
    it: {
      subject: 'Cancellato come richiesto: {place}',
      lines: [
        'Ciao {name},',
        'Ciò che si doveva cancellare in “{place}” non c’è più: poi ogni luogo è stato riletto e non è stato trovato nulla.',
      ],
      button: 'Vedi cancellazioni e ricevute',
      after: ['Ogni cancellazione ha una ricevuta firmata, con cui chiunque può verificarla.'],
    },
  },
})
