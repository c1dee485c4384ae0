import { letter } from '../letter.ts'

export const invitation = letter({
  name: 'accounts.invitation',
  what: 'Somebody is invited to a project or an organization.',
  sample: { inviter: 'Ada Admin', place: 'Web shop' },
  words: {
    en: {
      subject: 'Your invitation to {place}',
      lines: ['Hello {name},', '{inviter} invites you to work on “{place}” in Vitrine.'],
      button: 'Accept the invitation',
      after: ['The link works once, within an hour. If you expected no invitation, ignore this message.'],
    },
    de: {
      subject: 'Ihre Einladung zu {place}',
      lines: ['Guten Tag {name},', '{inviter} lädt Sie ein, in Vitrine an „{place}“ mitzuarbeiten.'],
      button: 'Einladung annehmen',
      after: [
        'Der Link gilt einmal und eine Stunde lang. Wenn Sie keine Einladung erwarten, ignorieren Sie diese Nachricht.',
      ],
    },
    fr: {
      subject: 'Votre invitation à {place}',
      lines: ['Bonjour {name},', '{inviter} vous invite à travailler sur « {place} » dans Vitrine.'],
      button: 'Accepter l’invitation',
      after: [
        'Le lien fonctionne une seule fois, pendant une heure. Si vous n’attendiez pas d’invitation, ignorez ce message.',
      ],
    },
    es: {
      subject: 'Su invitación a {place}',
      lines: ['Hola, {name}:', '{inviter} le invita a trabajar en «{place}» en Vitrine.'],
      button: 'Aceptar la invitación',
      after: ['El enlace sirve una sola vez, durante una hora. Si no esperaba una invitación, ignore este mensaje.'],
    },
    it: {
      subject: 'Il tuo invito a {place}',
      lines: ['Ciao {name},', '{inviter} ti invita a lavorare su «{place}» in Vitrine.'],
      button: 'Accetta l’invito',
      after: ['Il link funziona una sola volta, entro un’ora. Se non aspettavi un invito, ignora questo messaggio.'],
    },
  },
})
