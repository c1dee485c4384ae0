import { letter } from '../../accounts/index.ts'

export const driftLetter = letter({
  name: 'privacy.drift-found',
  what: 'What is stored and what is published differ in something new.',
  sample: { count: '2' },
  path: '/administration/drift',
  words: {
    en: {
      subject: 'What {installation} stores differs from what it publishes',
      lines: [
        'Hello {name},',
        'A check found something stored that the published documents do not say, or the other way round. New differences: {count}.',
      ],
      button: 'Look at the differences',
      after: ['The page says what each one is and what to do. You hear of a difference once; it goes when it is gone.'],
    },
    de: {
      subject: 'Was {installation} speichert, weicht von dem ab, was veröffentlicht ist',
      lines: [
        'Guten Tag {name},',
        'Eine Prüfung hat etwas Gespeichertes gefunden, das die veröffentlichten Dokumente nicht nennen, oder umgekehrt. Neue Abweichungen: {count}.',
      ],
      button: 'Abweichungen ansehen',
      after: [
        'Die Seite sagt zu jeder, was sie ist und was zu tun ist. Sie hören von jeder einmal; behoben verschwindet sie.',
      ],
    },
    fr: {
      subject: 'Ce que {installation} conserve diffère de ce qui est publié',
      lines: [
        'Bonjour {name},',
        'Une vérification a trouvé une donnée conservée que les documents publiés ne mentionnent pas, ou l’inverse. Nouvelles différences : {count}.',
      ],
      button: 'Voir les différences',
      after: [
        'La page dit ce qu’est chacune et que faire. Chaque différence est signalée une fois ; résolue, elle disparaît.',
      ],
    },
    es: {
      subject: 'Lo que {installation} guarda difiere de lo publicado',
      lines: [
        'Hola, {name}:',
        'Una comprobación ha encontrado algo guardado que los documentos publicados no mencionan, o al revés. Diferencias nuevas: {count}.',
      ],
      button: 'Ver las diferencias',
      after: ['La página dice qué es cada una y qué hacer. De cada diferencia se avisa una vez; resuelta, desaparece.'],
    },
    it: {
      subject: 'Ciò che {installation} conserva differisce da ciò che è pubblicato',
      lines: [
        'Ciao {name},',
        'Un controllo ha trovato qualcosa di conservato che i documenti pubblicati non indicano, o il contrario. Nuove differenze: {count}.',
      ],
      button: 'Guarda le differenze',
      after: [
        'La pagina dice che cos’è ciascuna e che cosa fare. Ogni differenza si segnala una volta; risolta, scompare.',
      ],
    },
  },
})
