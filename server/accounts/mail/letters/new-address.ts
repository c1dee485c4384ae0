import { letter } from '../letter.ts'

export const newAddress = letter({
  name: 'accounts.new-address',
  what: 'A member shows that their new e-mail address is theirs.',
  sample: {},
  words: {
    en: {
      subject: 'Confirm your new e-mail address',
      lines: ['Hello {name},', 'You want to sign in with this address from now on. Confirm that it is yours.'],
      button: 'Confirm the address',
      after: ['The link works once, within an hour. If it was not you, ignore this message.'],
    },
    de: {
      subject: 'Bestätigen Sie Ihre neue E-Mail-Adresse',
      lines: [
        'Guten Tag {name},',
        'Sie möchten sich künftig mit dieser Adresse anmelden. Bestätigen Sie, dass sie Ihnen gehört.',
      ],
      button: 'Adresse bestätigen',
      after: ['Der Link gilt einmal und eine Stunde lang. Wenn Sie es nicht waren, ignorieren Sie diese Nachricht.'],
    },
    fr: {
      subject: 'Confirmez votre nouvelle adresse e-mail',
      lines: [
        'Bonjour {name},',
        'Vous souhaitez désormais vous connecter avec cette adresse. Confirmez qu’elle est la vôtre.',
      ],
      button: 'Confirmer l’adresse',
      after: ['Le lien fonctionne une seule fois, pendant une heure. Si ce n’était pas vous, ignorez ce message.'],
    },
    es: {
      subject: 'Confirme su nuevo correo electrónico',
      lines: ['Hola, {name}:', 'Quiere iniciar sesión con esta dirección a partir de ahora. Confirme que es suya.'],
      button: 'Confirmar la dirección',
      after: ['El enlace sirve una sola vez, durante una hora. Si no fue usted, ignore este mensaje.'],
    },
    it: {
      subject: 'Conferma il tuo nuovo indirizzo e-mail',
      lines: ['Ciao {name},', 'D’ora in poi vuoi accedere con questo indirizzo. Conferma che è tuo.'],
      button: 'Conferma l’indirizzo',
      after: ['Il link funziona una sola volta, entro un’ora. Se non sei stato tu, ignora questo messaggio.'],
    },
  },
})
