import { letter } from '../letter.ts'

export const secondStepOff = letter({
  name: 'accounts.second-step-off',
  what: 'A member switched two-step sign-in off.',
  sample: {},
  path: '/account',
  words: {
    en: {
      subject: 'Two-step sign-in is off',
      lines: [
        'Hello {name},',
        'From now on your password alone signs you in. The recovery codes are good for nothing any more.',
      ],
      button: 'Open your account',
      after: ['If it was not you, change your password now and tell an admin.'],
    },
    de: {
      subject: 'Die Anmeldung in zwei Schritten ist aus',
      lines: [
        'Guten Tag {name},',
        'Ab jetzt genügt zum Anmelden Ihr Passwort. Die Wiederherstellungscodes gelten nicht mehr.',
      ],
      button: 'Konto öffnen',
      after: ['Wenn Sie es nicht waren, ändern Sie jetzt Ihr Passwort und geben Sie der Administration Bescheid.'],
    },
    fr: {
      subject: 'La connexion en deux étapes est désactivée',
      lines: [
        'Bonjour {name},',
        'Désormais, votre mot de passe suffit pour vous connecter. Les codes de secours ne sont plus valables.',
      ],
      button: 'Ouvrir votre compte',
      after: ['Si ce n’était pas vous, changez votre mot de passe maintenant et prévenez un administrateur.'],
    },
    es: {
      subject: 'El inicio de sesión en dos pasos está desactivado',
      lines: [
        'Hola, {name}:',
        'A partir de ahora basta su contraseña para iniciar sesión. Los códigos de recuperación ya no sirven.',
      ],
      button: 'Abrir su cuenta',
      after: ['Si no fue usted, cambie ahora su contraseña y avise a un administrador.'],
    },
    it: {
      subject: 'L’accesso in due passaggi è disattivato',
      lines: ['Ciao {name},', 'D’ora in poi per accedere basta la tua password. I codici di recupero non valgono più.'],
      button: 'Apri il tuo account',
      after: ['Se non sei stato tu, cambia subito la password e avvisa un amministratore.'],
    },
  },
})
