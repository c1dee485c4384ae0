import type { MaskCounts } from '@vitrine/protocol'

/** What each kind of mask hides, by the name under which recorder and server count it. */
const words: Readonly<Record<string, string>> = {
  'api-key': 'API keys',
  attribute: 'Attributes of elements',
  authorization: 'Authorization headers',
  block: 'Blocked elements',
  card: 'Card numbers',
  comment: 'Comments in the page',
  cookie: 'Cookies',
  css: 'Texts in style sheets',
  dropped: 'Events left out whole',
  email: 'E-mail addresses',
  iban: 'Bank accounts',
  input: 'Form fields',
  ip: 'IP addresses',
  jwt: 'Login tokens',
  login: 'Logins in addresses',
  media: 'Pictures and media',
  'national-id': 'National ids',
  number: 'Numbers',
  phone: 'Phone numbers',
  'private-key': 'Private keys',
  secret: 'Secrets',
  text: 'Texts',
  url: 'Parts of addresses',
}

/** How often what was hidden, most first. A newer recorder may count what has no words here yet. */
export const maskedInWords = (counts: MaskCounts): [what: string, count: number][] =>
  Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([kind, count]) => [words[kind] ?? kind, count])
