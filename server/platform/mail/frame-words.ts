import type { Language } from '@vitrine/protocol'

/** What stands around every letter: beside its link, and below it. */
export const frameWords: Readonly<Record<Language, { readonly copy: string; readonly foot: string }>> = {
  en: {
    copy: 'If the button does not work, copy this address into your browser:',
    foot: 'Sent automatically by Vitrine at {installation}. Nobody reads answers to this message.',
  },
  de: {
    copy: 'Wenn die Schaltfläche nicht funktioniert, kopieren Sie diese Adresse in Ihren Browser:',
    foot: 'Automatisch gesendet von Vitrine unter {installation}. Antworten auf diese Nachricht liest niemand.',
  },
  fr: {
    copy: 'Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur :',
    foot: 'Envoyé automatiquement par Vitrine sur {installation}. Personne ne lit les réponses à ce message.',
  },
  es: {
    copy: 'Si el botón no funciona, copie esta dirección en su navegador:',
    foot: 'Enviado automáticamente por Vitrine en {installation}. Nadie lee las respuestas a este mensaje.',
  },
  it: {
    copy: 'Se il pulsante non funziona, copia questo indirizzo nel tuo browser:',
    foot: 'Inviato automaticamente da Vitrine su {installation}. Nessuno legge le risposte a questo messaggio.',
  },
}
