import { letter } from '../letter.ts'

export const passwordWasReset = letter({
  name: 'accounts.password-was-reset',
  what: 'A password was replaced by the link of an e-mail.',
  sample: {},
  path: '/sign-in',
  words: {
    en: {
      subject: 'Your password was changed',
      lines: [
        'Hello {name},',
        'Your password was changed by the link of an e-mail. Every earlier sign-in has ended. If it was not you, choose a new password now and tell an admin.',
      ],
      button: 'Sign in',
    },
    de: {
      subject: 'Ihr Passwort wurde geändert',
      lines: [
        'Guten Tag {name},',
        'Ihr Passwort wurde über den Link einer E-Mail geändert. Alle früheren Anmeldungen sind beendet. Wenn Sie es nicht waren, wählen Sie jetzt ein neues und geben Sie der Administration Bescheid.',
      ],
      button: 'Anmelden',
    },
    fr: {
      subject: 'Votre mot de passe a été modifié',
      lines: [
        'Bonjour {name},',
        'Votre mot de passe a été modifié par le lien d’un e-mail. Toutes les connexions antérieures ont pris fin. Si ce n’était pas vous, choisissez-en un nouveau et prévenez un administrateur.',
      ],
      button: 'Se connecter',
    },
    es: {
      subject: 'Su contraseña se ha cambiado',
      lines: [
        'Hola, {name}:',
        'Su contraseña se ha cambiado con el enlace de un correo. Todas las sesiones anteriores han terminado. Si no fue usted, elija ahora una nueva y avise a un administrador.',
      ],
      button: 'Iniciar sesión',
    },
    it: {
      subject: 'La tua password è stata cambiata',
      lines: [
        'Ciao {name},',
        'La tua password è stata cambiata con il link di un’e-mail. Tutti gli accessi precedenti sono terminati. Se non sei stato tu, scegline ora una nuova e avvisa un amministratore.',
      ],
      button: 'Accedi',
    },
  },
})
