import { letter } from '../letter.ts'

export const passwordReset = letter({
  name: 'accounts.password-reset',
  what: 'Somebody asked for a new password.',
  sample: {},
  words: {
    en: {
      subject: 'Choose a new password',
      lines: ['Hello {name},', 'Somebody, probably you, asked for a new password for your account.'],
      button: 'Choose a password',
      after: [
        'The link works once, within an hour. Your password stays as it is until you use it. If it was not you, ignore this message.',
      ],
    },
    de: {
      subject: 'Neues Passwort wählen',
      lines: ['Guten Tag {name},', 'Jemand, vermutlich Sie selbst, hat für Ihr Konto ein neues Passwort angefordert.'],
      button: 'Passwort wählen',
      after: [
        'Der Link gilt einmal und eine Stunde lang. Bis dahin bleibt Ihr Passwort, wie es ist. Wenn Sie es nicht waren, ignorieren Sie diese Nachricht.',
      ],
    },
    fr: {
      subject: 'Choisissez un nouveau mot de passe',
      lines: ['Bonjour {name},', 'Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour votre compte.'],
      button: 'Choisir un mot de passe',
      after: [
        'Le lien fonctionne une seule fois, pendant une heure. D’ici là, votre mot de passe ne change pas. Si ce n’était pas vous, ignorez ce message.',
      ],
    },
    es: {
      subject: 'Elija una contraseña nueva',
      lines: ['Hola, {name}:', 'Alguien, probablemente usted, ha pedido una contraseña nueva para su cuenta.'],
      button: 'Elegir una contraseña',
      after: [
        'El enlace sirve una sola vez, durante una hora. Hasta entonces su contraseña no cambia. Si no fue usted, ignore este mensaje.',
      ],
    },
    it: {
      subject: 'Scegli una nuova password',
      lines: ['Ciao {name},', 'Qualcuno, probabilmente tu, ha chiesto una nuova password per il tuo account.'],
      button: 'Scegli una password',
      after: [
        'Il link funziona una sola volta, entro un’ora. Fino ad allora la password resta la stessa. Se non sei stato tu, ignora questo messaggio.',
      ],
    },
  },
})
