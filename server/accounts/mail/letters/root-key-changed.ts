import { letter } from '../letter.ts'

export const rootKeyChanged = letter({
  name: 'accounts.root-key-changed',
  what: 'The key above all keys of the installation was replaced.',
  sample: {},
  words: {
    en: {
      subject: 'The keys of {installation} were changed',
      lines: [
        'Hello {name},',
        'The key under which all other keys of this installation are encrypted has been replaced by a new one. Your data stays readable for those who may read it; there is nothing for you to do.',
      ],
    },
    de: {
      subject: 'Die Schlüssel von {installation} wurden gewechselt',
      lines: [
        'Guten Tag {name},',
        'Der Schlüssel, unter dem alle anderen Schlüssel dieser Installation verschlüsselt sind, wurde durch einen neuen ersetzt. Ihre Daten bleiben lesbar für alle, die sie lesen dürfen; Sie müssen nichts tun.',
      ],
    },
    fr: {
      subject: 'Les clés de {installation} ont été changées',
      lines: [
        'Bonjour {name},',
        'La clé sous laquelle toutes les autres clés de cette installation sont chiffrées a été remplacée. Vos données restent lisibles pour ceux qui y ont droit ; vous n’avez rien à faire.',
      ],
    },
    es: {
      subject: 'Se han cambiado las claves de {installation}',
      lines: [
        'Hola, {name}:',
        'La clave con la que se cifran todas las demás claves de esta instalación se ha sustituido por una nueva. Sus datos siguen siendo legibles para quien puede leerlos; no tiene que hacer nada.',
      ],
    },
    it: {
      subject: 'Le chiavi di {installation} sono state cambiate',
      lines: [
        'Ciao {name},',
        'La chiave con cui sono cifrate tutte le altre chiavi di questa installazione è stata sostituita. I tuoi dati restano leggibili per chi può leggerli; non devi fare nulla.',
      ],
    },
  },
})
