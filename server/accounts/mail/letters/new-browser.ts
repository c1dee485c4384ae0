import type { Context } from '../../../context.ts'
import { findLogin } from '../../login/kept-logins.ts'
import { letter } from '../letter.ts'

/** Nothing of the sign-in travels in the job; whoever has signed out again meanwhile reads of it all the same. */
async function resolve({ control }: Context, data: Readonly<Record<string, string>>) {
  const { login = '', userId, organizationId } = data
  const place = userId && { userId, organizationId: organizationId || undefined }
  const found = place ? (await findLogin(control, place, login))?.login : undefined
  const at = found?.startedAt.replace('T', ' ').slice(0, 16)
  return { browser: found?.browser ?? '–', at: at ? `${at} UTC` : '–' }
}

export const newBrowser = letter({
  name: 'accounts.new-browser',
  what: 'A member signed in with a browser that they had not used before.',
  sample: { login: '', userId: '', organizationId: '' },
  resolve,
  sampleResolved: { browser: 'Firefox on Linux', at: '2026-12-24 18:30 UTC' },
  path: '/account',
  words: {
    en: {
      subject: 'A new browser signed in to your account',
      lines: [
        'Hello {name},',
        'Somebody, probably you, signed in to your account with a browser that we had not seen before: {browser}, {at}.',
      ],
      button: 'See where you are signed in',
      after: ['If it was not you, change your password now: that ends every sign-in. Then tell an admin.'],
    },
    de: {
      subject: 'Anmeldung an Ihrem Konto mit einem neuen Browser',
      lines: [
        'Guten Tag {name},',
        'Jemand, vermutlich Sie selbst, hat sich mit einem Browser angemeldet, den wir noch nicht kannten: {browser}, {at}.',
      ],
      button: 'Eigene Anmeldungen ansehen',
      after: [
        'Wenn Sie es nicht waren, ändern Sie jetzt Ihr Passwort: Das beendet alle Anmeldungen. Geben Sie dann der Administration Bescheid.',
      ],
    },
    fr: {
      subject: 'Connexion à votre compte depuis un nouveau navigateur',
      lines: [
        'Bonjour {name},',
        'Quelqu’un, probablement vous, s’est connecté avec un navigateur que nous ne connaissions pas : {browser}, {at}.',
      ],
      button: 'Voir vos connexions',
      after: [
        'Si ce n’était pas vous, changez votre mot de passe maintenant : toutes les connexions prendront fin. Prévenez ensuite un administrateur.',
      ],
    },
    es: {
      subject: 'Inicio de sesión en su cuenta con un navegador nuevo',
      lines: [
        'Hola, {name}:',
        'Alguien, probablemente usted, ha iniciado sesión con un navegador que no conocíamos: {browser}, {at}.',
      ],
      button: 'Ver sus sesiones',
      after: [
        'Si no fue usted, cambie ahora su contraseña: así terminan todas las sesiones. Después avise a un administrador.',
      ],
    },
    it: {
      subject: 'Accesso al tuo account da un nuovo browser',
      lines: [
        'Ciao {name},',
        'Qualcuno, probabilmente tu, ha effettuato l’accesso con un browser che non conoscevamo: {browser}, {at}.',
      ],
      button: 'Vedi i tuoi accessi',
      after: [
        'Se non sei stato tu, cambia subito la password: così terminano tutti gli accessi. Poi avvisa un amministratore.',
      ],
    },
  },
})
