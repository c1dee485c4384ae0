import { letter } from '../letter.ts'

export const alreadyRegistered = letter({
  name: 'accounts.already-registered',
  what: 'Somebody registers with an address that has an account.',
  sample: {},
  path: '/sign-in',
  words: {
    en: {
      subject: 'You have an account already',
      lines: [
        'Hello {name},',
        'Somebody, probably you, wanted to register with this address. It has an account already: sign in, or ask there for a new password. If it was not you, ignore this message.',
      ],
      button: 'Sign in',
    },
    de: {
      subject: 'Sie haben bereits ein Konto',
      lines: [
        'Guten Tag {name},',
        'Jemand, vermutlich Sie selbst, wollte sich mit dieser Adresse registrieren. Es gibt dafür bereits ein Konto: Melden Sie sich an, oder fordern Sie dort ein neues Passwort an. Wenn Sie es nicht waren, ignorieren Sie diese Nachricht.',
      ],
      button: 'Anmelden',
    },
    fr: {
      subject: 'Vous avez déjà un compte',
      lines: [
        'Bonjour {name},',
        'Quelqu’un, sans doute vous, a voulu s’inscrire avec cette adresse. Elle a déjà un compte : connectez-vous ou demandez-y un nouveau mot de passe. Si ce n’était pas vous, ignorez ce message.',
      ],
      button: 'Se connecter',
    },
    es: {
      subject: 'Ya tiene una cuenta',
      lines: [
        'Hola, {name}:',
        'Alguien, probablemente usted, quiso registrarse con esta dirección. Ya tiene una cuenta: inicie sesión o pida allí una contraseña nueva. Si no fue usted, ignore este mensaje.',
      ],
      button: 'Iniciar sesión',
    },
    it: {
      subject: 'Hai già un account',
      lines: [
        'Ciao {name},',
        'Qualcuno, probabilmente tu, voleva registrarsi con questo indirizzo. Esiste già un account: accedi o chiedi lì una nuova password. Se non sei stato tu, ignora questo messaggio.',
      ],
      button: 'Accedi',
    },
  },
})
