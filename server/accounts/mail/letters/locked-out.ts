import { letter } from '../letter.ts'

export const lockedOut = letter({
  name: 'accounts.locked-out',
  what: 'Signing in to an account failed so often that it is locked for a while.',
  sample: {},
  path: '/forgot-password',
  words: {
    en: {
      subject: 'Your account is locked for a quarter of an hour',
      lines: [
        'Hello {name},',
        'Signing in to your account failed ten times. New browsers are refused until 15 minutes after the last failure; a browser that you have used before has a count of its own.',
      ],
      button: 'Choose a new password',
      after: ['If it was not you, somebody is trying to get in. They have not; a new password keeps it that way.'],
    },
    de: {
      subject: 'Ihr Konto ist für eine Viertelstunde gesperrt',
      lines: [
        'Guten Tag {name},',
        'Die Anmeldung an Ihrem Konto ist zehnmal fehlgeschlagen. Neue Browser werden bis 15 Minuten nach dem letzten Versuch abgewiesen; für einen Browser, den Sie schon benutzt haben, wird getrennt gezählt.',
      ],
      button: 'Neues Passwort wählen',
      after: [
        'Wenn Sie es nicht waren, versucht jemand hineinzukommen. Das ist nicht gelungen; mit einem neuen Passwort bleibt es dabei.',
      ],
    },
    fr: {
      subject: 'Votre compte est bloqué pour un quart d’heure',
      lines: [
        'Bonjour {name},',
        'La connexion à votre compte a échoué dix fois. Les nouveaux navigateurs sont refusés jusqu’à 15 minutes après le dernier échec ; un navigateur que vous avez déjà utilisé est compté à part.',
      ],
      button: 'Choisir un nouveau mot de passe',
      after: [
        'Si ce n’était pas vous, quelqu’un essaie d’entrer. Il n’y est pas parvenu ; un nouveau mot de passe vous en préserve.',
      ],
    },
    es: {
      subject: 'Su cuenta está bloqueada durante un cuarto de hora',
      lines: [
        'Hola, {name}:',
        'El inicio de sesión en su cuenta ha fallado diez veces. Los navegadores nuevos se rechazan hasta 15 minutos después del último fallo; un navegador que ya haya usado se cuenta aparte.',
      ],
      button: 'Elegir una contraseña nueva',
      after: [
        'Si no fue usted, alguien intenta entrar. No lo ha conseguido; con una contraseña nueva seguirá siendo así.',
      ],
    },
    it: {
      subject: 'Il tuo account è bloccato per un quarto d’ora',
      lines: [
        'Ciao {name},',
        'L’accesso al tuo account non è riuscito per dieci volte. I nuovi browser vengono rifiutati fino a 15 minuti dopo l’ultimo errore; un browser che hai già usato è contato a parte.',
      ],
      button: 'Scegli una nuova password',
      after: [
        'Se non sei stato tu, qualcuno cerca di entrare. Non ci è riuscito; con una nuova password resterà così.',
      ],
    },
  },
})
