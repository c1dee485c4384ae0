import { letter } from '../letter.ts'

export const addressChanged = letter({
  name: 'accounts.address-changed',
  what: 'To the old address of a member who has a new one.',
  sample: {},
  words: {
    en: {
      subject: 'Your e-mail address was changed',
      lines: [
        'Hello {name},',
        'Your account has another e-mail address from now on; this one is no longer used. If it was not you, tell an admin at once.',
      ],
    },
    de: {
      subject: 'Ihre E-Mail-Adresse wurde geändert',
      lines: [
        'Guten Tag {name},',
        'Ihr Konto hat jetzt eine andere E-Mail-Adresse; diese wird nicht mehr verwendet. Wenn Sie es nicht waren, geben Sie der Administration sofort Bescheid.',
      ],
    },
    fr: {
      subject: 'Votre adresse e-mail a été modifiée',
      lines: [
        'Bonjour {name},',
        'Votre compte a désormais une autre adresse e-mail ; celle-ci n’est plus utilisée. Si ce n’était pas vous, prévenez tout de suite un administrateur.',
      ],
    },
    es: {
      subject: 'Su correo electrónico se ha cambiado',
      lines: [
        'Hola, {name}:',
        'Su cuenta tiene ahora otra dirección; esta ya no se usa. Si no fue usted, avise enseguida a un administrador.',
      ],
    },
    it: {
      subject: 'Il tuo indirizzo e-mail è stato cambiato',
      lines: [
        'Ciao {name},',
        'Il tuo account ha ora un altro indirizzo; questo non viene più usato. Se non sei stato tu, avvisa subito un amministratore.',
      ],
    },
  },
})
