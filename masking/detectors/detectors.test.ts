import { describe, expect, test } from 'vitest'
import { redactText } from '../redact-text.ts'

/** Text with the secret between «»; what stands around it has to stay. */
const found: Record<string, string[]> = {
  email: [
    'write to «joe@example.com»!',
    "mail='«o'neil@example.org»'",
    '<«müller@bücher.example»>',
    '«a.b+c@x.co.uk»,',
  ],
  phone: [
    'call «+49 30 1234567» now',
    '«+1 (415) 555-2671»',
    '«0049 30 1234567»',
    'tel: «5551234567»',
    '(«415-555-2671»)',
    '(«(11) 91234-5678»)',
    '17,«0044 20 7946 0840»,2024-03-07',
    '«020 7946 0958»',
    'um «030/12345678».',
    '"phone":"«600123456»"',
  ],
  card: [
    '«4111 1111 1111 1111» 12/27',
    'pan=«5500000000000004»',
    '«3782 822463 10005»',
    '«3056 930902 5904»',
    '«6011-1111-1111-1117»',
    '«6200000000000005»',
  ],
  iban: [
    '«DE89 3704 0044 0532 0130 00» and',
    '«GB29NWBK60161331926819»',
    '«BE68 5390 0754 7034» PAID',
    'x «nl91abna0417164300»',
    '«NO9386011117947»',
  ],
  'national-id': [
    'ssn «536-22-8741»',
    '«AB 12 34 56 C»',
    '«185057800608491»',
    '«1 85 05 78 006 084 91»',
    '«12345678Z»',
    '«X1234567L»',
    '«RSSMRA85T10A562S»',
    '«86095742719»',
    '«86 095 742 719»',
    '«11010519491231002X»',
    'sin «046 454 286»',
    'cpf=«52998224725»',
    '«529.982.247-25»',
    '«756.9217.0769.85»',
    '«811218-9876»',
    'passport no: «C01X00T47»',
    '<label>BSN</label><span>«111222333»</span>',
  ],
  jwt: ['«eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl» ok', 'a=«eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0In0.»'],
  authorization: [
    'Authorization: Bearer «abc123def456»',
    'Basic «dXNlcjpwYXNzd29yZA==»',
    'bearer «AbCdEfGhIjKlMnOpQr»',
  ],
  'api-key': [
    '«AKIAIOSFODNN7EXAMPLE»',
    '«ghp_0123456789abcdef0123456789abcdef0123»',
    '«xoxb-1234567890-abcdefghij»',
    '«sk_live_0123456789abcdef01»',
    '«sk-ant-api03-0123456789abcdef»',
    '«vk-0123456789abcdef0123»',
  ],
  secret: [
    'password=«hunter2»',
    'Password: «swordfish»',
    '{"password":"«correct horse»"}',
    String.raw`"{\"password\":\"«hunter2»\"}"`,
    String.raw`"password":"«a\"b»","x"`,
    "passwd='«it\"s»'",
    'client_secret=«a1b2c3d4»',
    'sid=«a1b2c3d4e5»',
    'pin: «4821»',
    'cvc=«123»',
    'key=«aB3aB3aB3aB3aB3aB3aB3»',
    'token: «482133»',
    '密码：«mima1234»',
    '<password>«hunter2»</password>',
    '["x-api-key","«a1b2c3d4»"]',
    '"password":«12345»',
    'name="password" value="«p4pa-bear»"',
    'пароль: «qwerty99»',
  ],
  'private-key': [
    '«-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----» after',
    'cut off: «-----BEGIN PRIVATE KEY-----\nMIIE»',
  ],
  login: ['postgres://«user:pa:ss»@host/db', 'https://«token»@host', String.raw`"https:\/\/«u:p»@host"`],
  cookie: ['Cookie: «sid=1; theme=dark»', '"set-cookie":"«a=b; Path=/»"', 'cookie=«a=b»\nnext'],
  ip: [
    'from «84.113.7.201»:443',
    '«2001:db8::1» up',
    '[«fe80::1ff:fe23:4567:890a»]:80',
    'http://«10.0.0.7»/',
    '«::ffff:192.0.2.128»,',
  ],
}

/** Looks like one, but isn't. */
const spared: Record<string, string[]> = {
  email: ['icon@2x.png', 'react@18.2.0', 'git@github.com:a/b', 'user@host', '@handle', 'a@b.c1', 'pkg@1.2.3-beta.rc'],
  phone: [
    '2024-03-07 09:14:22',
    '1709802865123',
    '+1200',
    '12.03.2024 10:15',
    '+49',
    '00000123456789',
    '1234567890',
    '01/03/2024 - 31/03/2024',
    'MA 02110-1301',
    'iphone 15',
  ],
  card: [
    '4111 1111 1111 1112',
    '1234567890123456',
    '41111111111111111',
    '0.4111111111111111',
    'x4111111111111111',
    '4111-1111',
  ],
  iban: ['DE88370400440532013000', 'GB29NWBK60161331926818', 'ABCD1234'],
  'national-id': [
    '000-12-3456',
    '666-12-3456',
    '123-00-4567',
    '536-22-0000',
    'GB123456A',
    'QQ123456C',
    '185057800608492',
    '12345678A',
    'RSSMRA85T10A562T',
    '86095742718',
    '110105194912310021',
    '529.982.247-26',
    '756.9217.0769.84',
    '811218-9875',
    '255 222 173',
    'passport.js strategy 12',
    'in 262144 slots',
  ],
  jwt: ['eyJabc', 'eyJhbGciOiJIUzI1NiJ9', 'a.b.c'],
  authorization: [
    'Basic authentication required',
    'Bearer token missing',
    'basic javascript types',
    'token refresh scheduled',
  ],
  'api-key': ['sk-loading-spinner-container', 'ghp_short', 'AKIA123', 'npm_config_registry_url_long'],
  secret: [
    'password: must be set',
    'password=null',
    'Password required',
    'token expired',
    'max_tokens=4096',
    'tokenCount: 1843',
    'token_type: bearer',
    'key: orders/list',
    'code=ERR_OUT_OF_RANGE',
    'pin: expected',
    'session: closed',
    'auth=required',
    'PWD=/srv/app/x',
    'a token, an id',
    'tokens > 4096',
    'password: z.string()',
    'password: bytes',
    'Contraseña: obligatoria',
    'PublicKeyToken=30ad4fe6b2a6aeed',
    'hash=d41d8cd98f00b204e9800998ecf8427e',
  ],
  'private-key': ['-----BEGIN PUBLIC KEY-----\nMIIE\n-----END PUBLIC KEY-----', '-----BEGIN CERTIFICATE-----'],
  login: ['https://example.com/@user', 'https://host:8080/path', 'mailto:', 'see a@b'],
  cookie: ['Cookie banner shown', 'cookie: none', 'Third-party cookie will be blocked'],
  ip: [
    '127.0.0.1',
    '0.0.0.0:80',
    'v1.2.3.4',
    'version 10.2.3.4',
    'Firmware 4.1.14.90 installed, previous 5.1.94.6',
    'Chrome/126.0.0.0',
    '1.2.3.4.5',
    '999.1.1.1',
    '12:34:56',
    '02:42:ac:11:00:02',
    'std::vector',
    '::1',
    '256.1.1.1',
  ],
}

describe.each(Object.entries(found))('%s', (kind, texts) => {
  test.each(texts)('found: %s', (marked) => {
    const secret = marked.slice(marked.indexOf('«') + 1, marked.indexOf('»'))
    const { text, counts } = redactText(marked.replaceAll(/[«»]/g, ''), 'personal')
    expect(text).toBe(marked.replace(`«${secret}»`, `[${kind}]`))
    expect(counts).toEqual({ [kind]: 1 })
  })

  test.each(spared[kind] ?? [])('spared: %s', (text) => {
    expect(redactText(text, 'personal')).toEqual({ text, counts: {} })
  })
})

test('every kind is tried both ways', () => {
  expect(Object.keys(spared).sort()).toEqual(Object.keys(found).sort())
})
