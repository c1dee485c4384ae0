import { letter } from '../letter.ts'

export const confirmAddress = letter({
  name: 'accounts.confirm-address',
  what: 'Somebody registers and shows that the address is theirs.',
  sample: {},
  words: {
    en: {
      subject: 'Confirm your e-mail address',
      lines: ['Hello {name},', 'Confirm that this address is yours to go on with your registration.'],
      button: 'Confirm the address',
      after: ['The link works once, within an hour. If it was not you, ignore this message.'],
    },
    de: {
      subject: 'Bestätigen Sie Ihre E-Mail-Adresse',
      lines: [
        'Guten Tag {name},',
        'Bestätigen Sie, dass diese Adresse Ihnen gehört, um die Registrierung fortzusetzen.',
      ],
      button: 'Adresse bestätigen',
      after: ['Der Link gilt einmal und eine Stunde lang. Wenn Sie es nicht waren, ignorieren Sie diese Nachricht.'],
    },
    fr: {
      subject: 'Confirmez votre adresse e-mail',
      lines: ['Bonjour {name},', 'Confirmez que cette adresse est la vôtre pour poursuivre votre inscription.'],
      button: 'Confirmer l’adresse',
      after: ['Le lien fonctionne une seule fois, pendant une heure. Si ce n’était pas vous, ignorez ce message.'],
    },
    es: {
      subject: 'Confirme su correo electrónico',
      lines: ['Hola, {name}:', 'Confirme que esta dirección es suya para continuar con el registro.'],
      button: 'Confirmar la dirección',
      after: ['El enlace sirve una sola vez, durante una hora. Si no fue usted, ignore este mensaje.'],
    },
    it: {
      subject: 'Conferma il tuo indirizzo e-mail',
      lines: ['Ciao {name},', 'Conferma che questo indirizzo è tuo per continuare la registrazione.'],
      button: 'Conferma l’indirizzo',
      after: ['Il link funziona una sola volta, entro un’ora. Se non sei stato tu, ignora questo messaggio.'],
    },
  },
})
