import { expect, test } from 'vitest'
import { certificate, testMailServer } from '../../testing/mail-server.ts'
import { guardSockets } from '../egress/guard-sockets.ts'
import { openMail } from './open-mail.ts'

const letter = { to: 'bo@example.com', subject: 'Grüße 你好 ✓', text: 'Zeile mit „Umlauten“ äöü', html: '<p>äöü ✓</p>' }
const localhost = await certificate('localhost')

test('a letter arrives as it was written, in every script', async () => {
  const server = await testMailServer()
  expect(await openMail(server.config).send(letter)).toBe('sent')
  const mail = await server.next('bo@example.com')
  expect(mail).toMatchObject({ subject: letter.subject, from: { name: 'Vitrine', address: 'vitrine@example.com' } })
  expect(mail.text?.trim()).toBe(letter.text)
  expect(mail.html?.trim()).toBe(letter.html)
  expect(mail.headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }))
})

test('with STARTTLS and from the first byte, the letter travels encrypted and the password with it', async () => {
  for (const secure of [false, true]) {
    const seen: string[] = []
    const server = await testMailServer({
      ...localhost,
      secure,
      authOptional: false,
      onAuth: (auth, { secure: encrypted }, done) => {
        seen.push(encrypted ? (auth.password ?? 'none') : 'in clear')
        done(null, { user: auth.username })
      },
    })
    const mail = openMail({ ...server.config, user: 'vitrine', password: 'hunter2' }, { ca: localhost.cert })
    expect(await mail.send(letter)).toBe('sent')
    expect(server.inbox).toMatchObject([{ encrypted: true }])
    expect(seen).toEqual(['hunter2'])
  }
})

test('a certificate of another name or of an unknown authority is refused, and nothing is sent', async () => {
  const other = await certificate('other.example')
  for (const [made, ca] of [
    [localhost, undefined],
    [other, other.cert],
  ] as const)
    for (const secure of [false, true]) {
      const server = await testMailServer({ ...made, secure })
      await expect(openMail(server.config, ca ? { ca } : {}).send(letter)).rejects.toThrow(/certificate|altnames/i)
      expect(server.inbox).toEqual([])
    }
})

test('a server that offers no encryption gets nothing where it is asked for', async () => {
  const server = await testMailServer()
  await expect(openMail({ ...server.config, tls: 'starttls' }).send(letter)).rejects.toThrow(/STARTTLS/)
  expect(server.inbox).toEqual([])
})

test('a refused recipient is final; one who is put off is to be tried again', async () => {
  const answers: Record<string, number> = { 'never@example.com': 550, 'later@example.com': 451 }
  const server = await testMailServer({
    answerTo: (address) => (answers[address] ? { code: answers[address], message: 'No' } : undefined),
  })
  const mail = openMail(server.config)
  expect(await mail.send({ ...letter, to: 'never@example.com' })).toBe('refused')
  await expect(mail.send({ ...letter, to: 'later@example.com' })).rejects.toThrow()
  answers['later@example.com'] = 0
  expect(await mail.send({ ...letter, to: 'later@example.com' })).toBe('sent')
})

test('a wrong password or a server that is not there may pass', async () => {
  const server = await testMailServer({ ...localhost, onAuth: (_, __, done) => done(new Error('No')) })
  const mail = openMail({ ...server.config, user: 'vitrine', password: 'wrong' }, { ca: localhost.cert })
  await expect(mail.send(letter)).rejects.toThrow()
  await server.stop()
  await expect(mail.send(letter)).rejects.toThrow()
})

test('no line break makes another header', async () => {
  const server = await testMailServer()
  const subject = 'Hello\r\nBcc: eve@example.com\r\n\r\nbody'
  await openMail(server.config).send({ ...letter, subject })
  const [mail] = server.inbox
  expect(mail?.headers.map(({ key }) => key)).not.toContain('bcc')
  expect(server.inbox).toHaveLength(1)
  expect(mail?.text?.trim()).toBe(letter.text)
})

test('the way out opens for the declared mail server only', async () => {
  const undo = guardSockets([{ reaches: ['smtp.example'] }])
  const { config } = await testMailServer()
  await expect(openMail({ ...config, host: 'mail.example' }).send(letter)).rejects.toThrow(
    'Nothing may be sent to mail.example',
  )
  await expect(openMail({ ...config, host: 'smtp.example' }).send(letter)).rejects.not.toThrow('Nothing may be sent')
  undo()
})
