import { letter } from '../letter.ts'

export const secondStepOn = letter({
  name: 'accounts.second-step-on',
  what: 'A member switched two-step sign-in on.',
  sample: {},
  path: '/account',
  words: {
    en: {
      subject: 'Two-step sign-in is on',
      lines: [
        'Hello {name},',
        'From now on, signing in takes your password and a code of your app. Keep the recovery codes where you find them without your phone.',
      ],
      button: 'Open your account',
      after: ['If it was not you, tell an admin now: somebody knows your password.'],
    },
    de: {
      subject: 'Die Anmeldung in zwei Schritten ist an',
      lines: [
        'Guten Tag {name},',
        'Ab jetzt brauchen Sie zum Anmelden Ihr Passwort und einen Code Ihrer App. Verwahren Sie die Wiederherstellungscodes so, dass Sie sie auch ohne Telefon finden.',
      ],
      button: 'Konto öffnen',
      after: ['Wenn Sie es nicht waren, geben Sie jetzt der Administration Bescheid: Jemand kennt Ihr Passwort.'],
    },
    fr: {
      subject: 'La connexion en deux étapes est activée',
      lines: [
        'Bonjour {name},',
        'Désormais, pour vous connecter, il faut votre mot de passe et un code de votre application. Gardez les codes de secours là où vous les trouverez sans votre téléphone.',
      ],
      button: 'Ouvrir votre compte',
      after: ['Si ce n’était pas vous, prévenez un administrateur maintenant : quelqu’un connaît votre mot de passe.'],
    },
    es: {
      subject: 'El inicio de sesión en dos pasos está activado',
      lines: [
        'Hola, {name}:',
        'A partir de ahora, para iniciar sesión necesita su contraseña y un código de su aplicación. Guarde los códigos de recuperación donde los encuentre sin el teléfono.',
      ],
      button: 'Abrir su cuenta',
      after: ['Si no fue usted, avise ahora a un administrador: alguien conoce su contraseña.'],
    },
    it: {
      subject: 'L’accesso in due passaggi è attivo',
      lines: [
        'Ciao {name},',
        'D’ora in poi per accedere servono la tua password e un codice della tua app. Conserva i codici di recupero dove li trovi anche senza il telefono.',
      ],
      button: 'Apri il tuo account',
      after: ['Se non sei stato tu, avvisa subito un amministratore: qualcuno conosce la tua password.'],
    },
  },
})
