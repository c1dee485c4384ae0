import { expect, test } from 'vitest'
import { testContext } from '../../testing/context.ts'
import { Browser, openApp } from '../testing/browser.ts'
import { password, person } from '../testing/people.ts'

const ctx = await testContext()
const app = await openApp(ctx)
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

async function signedIn(email: string, agent: string) {
  const browser = new Browser(app)
  await browser.send('POST', '/api/sign-in', { email, password }, { 'user-agent': agent })
  return browser
}
const works = async (browser: Browser) => (await browser.send('GET', '/api/me')).statusCode === 200

test('a member sees where they are signed in, in words, and signs out there', async () => {
  const { email } = await person(ctx)
  const [here, there] = [await signedIn(email, firefox), await signedIn(email, 'curl/8 (secret-build-7)')]
  const list = (await here.send('GET', '/api/account/sessions')).json()
  expect(list).toMatchObject([
    { browser: 'Firefox 140 on Linux', current: true, signOn: null },
    { browser: 'Unknown browser', current: false },
  ])
  expect((await here.send('DELETE', `/api/account/sessions/${list[1].id}`)).statusCode).toBe(204)
  expect([await works(here), await works(there)]).toEqual([true, false])
  expect((await there.send('POST', '/api/refresh')).statusCode).toBe(401)
})

test('everywhere else at once', async () => {
  const { email } = await person(ctx)
  const browsers = [await signedIn(email, firefox), await signedIn(email, firefox), await signedIn(email, firefox)]
  await browsers[1]?.send('DELETE', '/api/account/sessions')
  expect(await Promise.all(browsers.map(works))).toEqual([false, true, false])
})

test('somebody else’s sign-in is not there to be ended', async () => {
  const [one, other] = [await person(ctx), await person(ctx)]
  const [mine, theirs] = [await signedIn(one.email, firefox), await signedIn(other.email, firefox)]
  const [{ id }] = (await theirs.send('GET', '/api/account/sessions')).json()
  expect((await mine.send('DELETE', `/api/account/sessions/${id}`)).statusCode).toBe(404)
  expect(await works(theirs)).toBe(true)
})
