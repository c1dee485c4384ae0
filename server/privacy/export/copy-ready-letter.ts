import { letter } from '../../accounts/index.ts'

export const copyReady = letter({
  name: 'privacy.copy-ready',
  what: 'A copy of data that a member asked for can be fetched.',
  sample: { projectId: '', organizationId: '', until: '2026-12-24' },
  path: ['/projects/{projectId}/exports', '/organizations/{organizationId}/settings', '/account'],
  words: {
    en: {
      subject: 'Your copy is ready',
      lines: ['Hello {name},', 'The copy of data that you asked for is ready. You can fetch it until {until}.'],
      button: 'Fetch the copy',
      after: ['Only you can fetch it, signed in, and only while you still have the right to it. Then it is deleted.'],
    },
    de: {
      subject: 'Ihre Kopie ist fertig',
      lines: [
        'Guten Tag {name},',
        'Die Kopie von Daten, um die Sie gebeten haben, ist fertig. Sie können sie bis {until} abholen.',
      ],
      button: 'Kopie abholen',
      after: ['Abholen können sie nur Sie, angemeldet und solange Sie das Recht dazu haben. Danach wird sie gelöscht.'],
    },
    fr: {
      subject: 'Votre copie est prête',
      lines: [
        'Bonjour {name},',
        'La copie de données que vous avez demandée est prête. Vous pouvez la récupérer jusqu’au {until}.',
      ],
      button: 'Récupérer la copie',
      after: [
        'Vous seul pouvez la récupérer, connecté, et tant que vous en avez le droit. Ensuite elle est supprimée.',
      ],
    },
    es: {
      subject: 'Su copia está lista',
      lines: ['Hola, {name}:', 'La copia de datos que pidió está lista. Puede descargarla hasta el {until}.'],
      button: 'Descargar la copia',
      after: ['Solo usted puede descargarla, con su sesión y mientras tenga derecho a ella. Después se elimina.'],
    },
    it: {
      subject: 'La tua copia è pronta',
      lines: ['Ciao {name},', 'La copia di dati che hai chiesto è pronta. Puoi scaricarla fino al {until}.'],
      button: 'Scarica la copia',
      after: ['Solo tu puoi scaricarla, dopo l’accesso e finché ne hai il diritto. Poi viene eliminata.'],
    },
  },
})
