import { letter } from '../accounts/index.ts'

export const lowBalance = letter({
  name: 'billing.low-balance',
  what: 'The balance of an organization has fallen below the limit that it set.',
  ofBills: true,
  sample: { organizationId: '', amount: '4.20', limit: '5.00' },
  async resolve({ control }, { organizationId = '' }) {
    const found = await control.db
      .selectFrom('organizations')
      .select('name')
      .where('id', '=', organizationId)
      .executeTakeFirst()
    return { organization: found?.name ?? '–' }
  },
  sampleResolved: { organization: 'Acme' },
  path: '/organizations/{organizationId}/billing',
  words: {
    en: {
      subject: 'The balance of {organization} is running low',
      lines: [
        'Hello {name},',
        'The balance of “{organization}” is now {amount} US dollars, below the limit of {limit} that was set for this warning.',
        'When it is used up, requests to models are refused until it is topped up.',
      ],
      button: 'Look at the balance',
    },
    de: {
      subject: 'Das Guthaben von {organization} geht zur Neige',
      lines: [
        'Guten Tag {name},',
        'Das Guthaben von „{organization}“ beträgt noch {amount} US-Dollar und liegt unter der Grenze von {limit}, die für diese Warnung gesetzt ist.',
        'Ist es aufgebraucht, werden Anfragen an Modelle abgelehnt, bis es aufgeladen wird.',
      ],
      button: 'Guthaben ansehen',
    },
    fr: {
      subject: 'Le solde de {organization} s’épuise',
      lines: [
        'Bonjour {name},',
        'Le solde de « {organization} » n’est plus que de {amount} dollars US, sous le seuil de {limit} fixé pour cet avertissement.',
        'Une fois épuisé, les requêtes aux modèles sont refusées jusqu’à ce qu’il soit rechargé.',
      ],
      button: 'Voir le solde',
    },
    es: {
      subject: 'El saldo de {organization} se está agotando',
      lines: [
        'Hola, {name}:',
        'El saldo de «{organization}» es ahora de {amount} dólares estadounidenses, por debajo del límite de {limit} fijado para este aviso.',
        'Cuando se agote, las peticiones a los modelos se rechazarán hasta que se recargue.',
      ],
      button: 'Ver el saldo',
    },
    it: {
      subject: 'Il saldo di {organization} sta per esaurirsi',
      lines: [
        'Ciao {name},',
        'Il saldo di «{organization}» è ora di {amount} dollari USA, sotto il limite di {limit} fissato per questo avviso.',
        'Quando sarà esaurito, le richieste ai modelli verranno rifiutate finché non sarà ricaricato.',
      ],
      button: 'Guarda il saldo',
    },
  },
})
