import { addresses, email, phones } from './contacts.ts'
import { anywhere, named } from './contexts.ts'
import { apiKeys, bearers, jwts, passwords, privateKeys, tokens } from './credentials.ts'
import { cards, ibans } from './money.ts'
import { nationalIds } from './national-ids.ts'
import { type Random, seeded } from './random.ts'

type Make = (random: Random) => string

const passwordLines = [
  'password=@',
  'Password: @',
  '{"password":"@"}',
  String.raw`{\"pwd\":\"@\"}`,
  'passwd: "@"',
  'DB_PASSWORD=@',
  'Kennwort: @',
  'contraseña: @',
  'mot de passe : @',
  '密码：@',
  'login?user=joe&password=@&go=1',
  '<password>@</password>',
  'passphrase = "@"',
  'my password is: @',
] as const
const tokenLines = [
  'token=@',
  '{"access_token":"@","expires_in":3600}',
  'refreshToken: @',
  'client_secret=@',
  'X-Api-Key: @',
  'api_key="@"',
  'PHPSESSID=@',
  'JSESSIONID=@',
  'https://x.example/cb?session_id=@&x=1',
  'csrf_token: "@"',
  'AWS_SECRET_ACCESS_KEY=@',
  'AccountKey=@;EndpointSuffix=core.windows.net',
  '["x-auth-token","@"]',
  "signing_key: '@'",
] as const
const codeLines = [
  'cvc=@',
  'CVV: @',
  '{"cvv2":"@"}',
  'security code: @',
  'otp=@',
  'verification_code=@',
  'pin: @',
  'Prüfziffer: @',
] as const
const bearerLines = [
  'Authorization: Bearer @',
  '"authorization":"Bearer @"',
  "-H 'Authorization: bearer @'",
  'authorization: Token @',
] as const
const loginLines = [
  'postgres://@@db.internal:5432/app',
  'connect to mongodb+srv://@@cluster0.example.net/x failed',
  'https://@@host.example/repo.git',
  'redis://@@cache:6379/0',
  'amqp://@@mq:5672',
] as const
const cookieLines = ['Cookie: @', 'set-cookie: @', '"cookie":"@"', "'Set-Cookie': '@'"] as const
const addressLines = [
  '@ - - [07/Mar/2024:09:14:22 +0000] "GET / HTTP/1.1" 200 512',
  'client @ connected',
  '{"ip":"@"}',
  'X-Forwarded-For: @',
  'denied for @, retry later',
  'from=@;',
  '[security] blocked @',
] as const
const urlLines = ['https://shop.example/u?mail=@&x=1', 'GET /search?q=@ 200 14ms', 'next=%2Faccount%3Fid%3D@'] as const

/** One line with the identifier between «». */
const put = (line: string, value: string, name = ''): string =>
  line.replace('$', () => name).replace('@', () => `«${value}»`)

/** Lines of the identifiers, `kind.variety` first, the same each time. Each variety in every context that fits it. */
export function makeIdentifiers(seed = 7): string[] {
  const random = seeded(seed)
  const lines: string[] = []
  const add = (
    kind: string,
    contexts: readonly string[],
    make: Make,
    times: number,
    names: readonly string[] = [''],
  ) => {
    for (let i = 0; i < times; i++)
      lines.push(`${kind}\t${put(random.pick(contexts), make(random), random.pick(names))}`)
  }
  add('email', anywhere, email, 60)
  add('email', urlLines, (r) => encodeURIComponent(email(r)).replaceAll("'", '%27'), 20)
  for (const [country, { bare, named: withName }] of Object.entries(phones)) {
    for (const make of bare) add(`phone.${country}`, anywhere, make, 4)
    for (const make of withName)
      add(`phone.${country}`, named, make, 3, [
        'phone',
        'Phone',
        'Tel.',
        'mobile',
        'Telefon',
        'cell',
        'Handy',
        'phone_number',
        'WhatsApp',
      ])
  }
  for (const [brand, makes] of Object.entries(cards)) for (const make of makes) add(`card.${brand}`, anywhere, make, 4)
  for (const [country, makes] of Object.entries(ibans))
    for (const make of makes) add(`iban.${country}`, anywhere, make, 3)
  for (const [country, { names, bare, named: withName = bare }] of Object.entries(nationalIds)) {
    for (const make of bare) add(`national-id.${country}`, anywhere, make, 5)
    for (const make of withName) add(`national-id.${country}`, named, make, 6, names)
  }
  for (const make of jwts) add('jwt', anywhere, make, 8)
  for (const make of bearers) add('authorization', bearerLines, make, 5)
  for (const [provider, make] of Object.entries(apiKeys)) add(`api-key.${provider}`, anywhere, make, 4)
  for (const make of passwords) add('secret.password', passwordLines, make, 16)
  for (const make of tokens) add('secret.token', tokenLines, make, 18)
  add('secret.code', codeLines, ({ run }) => run(3 + random.below(4)), 20)
  for (const make of privateKeys) add('private-key', ['key: @', '{"pem":"@"}', '@'], make, 3)
  add('login', loginLines, (r) => `${r.pick(['app', 'root', ''])}:${r.fill('aa#Aa##')}`, 20)
  add('cookie', cookieLines, (r) => `${r.pick(['sid', '_session', 'theme=dark; sid'])}=${r.fill('**********')}`, 20)
  for (const [form, make] of Object.entries(addresses)) add(`ip.${form}`, addressLines, make, form === 'v4' ? 20 : 6)
  return lines
}
