import type { Me } from '@vitrine/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { chromiumPath, freshPage, launch, password, signUp } from './browser.ts'
import { focused, misfits, setScheme, unseen, violations } from './inspect.ts'
import { afterwards, doors, type Listed, managed, open, published } from './pages.ts'
import { startWithPast } from './past.ts'
import { breakTheShop, replayed, sendReport } from './shop.ts'
import type { Vitrine } from './vitrine.ts'

// Every page is looked at four times, on a machine that may have much else to do.
vi.setConfig({ testTimeout: 900_000 })

const wide = { width: 1280, height: 800 }
const narrow = { width: 320, height: 640 }
const clean = { light: [], dark: [], narrow: [] }

/** A page as it is now: wide and light, narrow and dark. */
async function look(page: Page, within = 'html', except: string[] = []): Promise<Record<keyof typeof clean, string[]>> {
  const light = await violations(page, within, except)
  await page.setViewportSize(narrow)
  await setScheme(page, 'dark')
  const dark = await violations(page, within, except)
  const cut = await misfits(page, within)
  await page.setViewportSize(wide)
  await setScheme(page, 'light')
  return { light, dark, narrow: cut }
}

describe.skipIf(!chromiumPath)('for everybody', () => {
  let installation: Awaited<ReturnType<typeof startWithPast>>
  let vitrine: Vitrine
  let browser: Browser
  let agent: Page
  let project: string
  let me: Me

  const visit = async (path: string, heading: string | RegExp) => {
    await agent.goto(vitrine.dashboard + path)
    await agent.getByRole('heading', { name: heading, level: 1 }).waitFor()
  }
  /** Every page of the list, and what is wrong with those that aren't in order. */
  const walk = async (pages: readonly Listed[]) => {
    const faults: Record<string, unknown> = {}
    const broken: string[] = []
    const note = (error: Error) => broken.push(error.message)
    agent.on('pageerror', note)
    for (const one of pages) {
      await open(agent, vitrine.dashboard, one)
      const found = { ...(await look(agent)), broken: broken.splice(0) }
      if (Object.values(found).some(({ length }) => length > 0)) faults[one.name] = found
    }
    agent.off('pageerror', note)
    return faults
  }
  const report = async (description: string) => {
    const visitor = await freshPage(browser, { viewport: wide })
    await visitor.goto(vitrine.demo)
    await visitor.getByRole('button', { name: 'Report Issue' }).waitFor()
    await breakTheShop(visitor)
    await sendReport(visitor, description)
    await visitor.getByText('Thank you. Your report has been sent.').waitFor()
    await visitor.context().close()
  }
  const change = (body: object) =>
    vitrine.api(`/api${project}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  beforeAll(async () => {
    ;[installation, browser] = await Promise.all([startWithPast(), launch()])
    vitrine = installation.vitrine
    me = (await (await vitrine.api('/api/me')).json()) as Me
    project = `/projects/${me.projects[0]?.id}`
    agent = await freshPage(browser, { viewport: wide, reducedMotion: 'reduce' })
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await installation?.stop()
  })

  test('a page with faults is found out', async () => {
    const page = await freshPage(browser, { viewport: wide })
    await page.setContent(`<title>Faulty</title><body><img src="data:,"><button></button>
      <p style="color:#999;background:#aaa">pale</p>
      <div style="overflow:hidden;width:40px"><a href="#" style="display:block;width:90px">cut</a></div>
      <div style="width:600px">wide</div><button id="plain" style="outline:none">plain</button>`)
    const found = await look(page)
    for (const rule of ['image-alt', 'button-name', 'color-contrast', 'html-has-lang'])
      expect(found.light.join(), rule).toContain(rule)
    expect(found.narrow.join()).toMatch(/moves sideways.*cut off: <a/s)
    await page.focus('#plain')
    expect(await focused(page)).toBe('plain looks the same without the focus')
    await page.context().close()
  })

  test('the doors: first admin, sign-in', async () => {
    await agent.goto(vitrine.signInLink)
    await agent.getByRole('button', { name: 'Create account' }).waitFor()
    expect(await look(agent)).toEqual(clean)
    expect(await walk(doors)).toEqual({})
    await signUp(agent, vitrine.signInLink)
  })

  test('the list, empty', async () => {
    await visit(`${project}/reports`, 'Reports')
    await agent.getByText('Waiting for the first report').waitFor()
    expect(await look(agent)).toEqual(clean)
  })

  test("the visitor's dialog", async () => {
    const visitor = await freshPage(browser, { viewport: wide })
    await visitor.goto(vitrine.demo)
    await visitor.getByRole('button', { name: 'Report Issue' }).click()
    await visitor.locator('button.main:enabled').waitFor()
    // The site's own landmarks are inert while the dialog is modal; axe counts them all the same.
    const inert = ['landmark-no-duplicate-banner', 'landmark-no-duplicate-contentinfo']
    expect(await look(visitor, '[data-vitrine]', inert)).toEqual(clean)
    await visitor.context().close()
  })

  test('the list, filled, and a report without a replay', async () => {
    await report('The total is wrong')
    expect((await change({ recordingSeconds: 0 })).status).toBe(200)
    await report('Words only')
    await agent.getByRole('link', { name: 'Words only' }).waitFor()
    expect(await look(agent)).toEqual(clean)
    await agent.getByRole('link', { name: 'Words only' }).click()
    await agent.getByText(/description, without a replay/).waitFor()
    expect(await look(agent)).toEqual(clean)
  })

  test('a report: every panel, and what is deleted with it', async () => {
    await visit(`${project}/reports`, 'Reports')
    await agent.getByRole('link', { name: 'The total is wrong' }).click()
    await replayed(agent).getByRole('heading', { name: 'Plants that forgive you' }).waitFor()
    for (const panel of ['Details', 'Console', 'Network', 'Actions']) {
      await agent.getByRole('tab', { name: panel }).click()
      await agent.getByRole('tabpanel', { name: panel }).waitFor()
      expect(await look(agent), panel).toEqual(clean)
    }
    await agent.getByRole('button', { name: 'Delete report' }).click()
    await agent.getByRole('button', { name: 'Delete for good' }).waitFor()
    expect(await look(agent), 'delete').toEqual(clean)
  })

  test('what an admin sets', async () => {
    expect(await walk(managed(me))).toEqual({})
    await visit(`${project}/members`, 'Members')
    await agent.getByRole('button', { name: 'Invite' }).click()
    await agent.getByRole('dialog').getByLabel('E-mail').waitFor()
    expect(await look(agent), 'invite').toEqual(clean)
  })

  describe("an agent's work by keyboard alone, with a focus that is seen", () => {
    let page: Page
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key)
    }
    const focusOn = (name: string | RegExp) => expect.poll(() => focused(page)).toMatch(name)

    test('signs in, walks the list, opens a report', async () => {
      page = await freshPage(browser, { viewport: wide, reducedMotion: 'reduce' })
      await page.goto(`${vitrine.dashboard}/sign-in`)
      await focusOn('E-mail')
      await page.keyboard.type('ada@example.com')
      await press('Tab')
      await focusOn('Password')
      await page.keyboard.type(password)
      await press('Enter')
      await page.getByRole('link', { name: 'Words only' }).waitFor()
      for (const [key, title] of [
        ['j', 'Words only'],
        ['j', 'The total is wrong'],
        ['k', 'Words only'],
        ['j', 'The total is wrong'],
      ] as const) {
        await press(key)
        await focusOn(title)
      }
      await press('Enter')
      await replayed(page).getByRole('heading', { name: 'Plants that forgive you' }).waitFor()
    })

    test('plays, seeks, goes through the panels', async () => {
      const time = page.getByRole('slider', { name: 'Time' })
      await press('Space')
      await page.getByRole('button', { name: 'Pause' }).waitFor()
      await press('Space')
      await page.getByRole('button', { name: 'Play' }).waitFor()
      const end = (await time.getAttribute('max')) ?? ''
      await press('ArrowRight')
      await expect.poll(() => time.inputValue()).toBe(end)
      await press('ArrowLeft')
      await expect.poll(() => time.inputValue()).toBe('0')
      for (const [key, panel] of [
        ['2', 'Console'],
        ['3', 'Network'],
        ['4', 'Actions'],
        ['1', 'Details'],
      ] as const) {
        await press(key)
        await page.getByRole('tabpanel', { name: panel }).waitFor()
      }
    })

    test('sets status and assignee', async () => {
      await press('s')
      await focusOn('New')
      await press('ArrowDown')
      await focusOn('Triaged')
      await press('Enter')
      await page.getByRole('button', { name: 'Status: Triaged' }).waitFor()
      await press('a')
      await focusOn('Ada Admin')
      await press('Enter')
      await page.getByRole('button', { name: 'Assignee: Ada Admin' }).waitFor()
    })

    test('tabs to deletion, thinks better of it, looks up a shortcut, goes back to where it was in the list', async () => {
      const passed: string[] = []
      while (passed.at(-1) !== 'Delete report' && passed.length < 40) {
        await press('Tab')
        passed.push(await focused(page))
      }
      expect(passed.at(-1)).toBe('Delete report')
      expect(passed.filter((name) => unseen.test(name))).toEqual([])
      await press('Enter')
      await page.getByRole('button', { name: 'Delete for good' }).waitFor()
      await focusOn('Cancel')
      await press('Escape')
      await focusOn('Delete report')
      await press('d')
      await focusOn('Cancel')
      await press('Escape')
      await focusOn('Delete report')
      await press('?')
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
      await focusOn('Close')
      await press('Escape')
      await focusOn('Delete report')
      await press('u')
      await focusOn('The total is wrong')
      await page.context().close()
    })
  })

  test('what is not there, and what is published', async () => {
    await visit('/nowhere', 'There is nothing here')
    expect(await look(agent), 'not found').toEqual(clean)
    await agent.goto(vitrine.privacy)
    expect(await look(agent), 'privacy').toEqual(clean)
    expect(await walk(published)).toEqual({})
  })

  test('what people meet once something has happened', async () => {
    expect((await change({ recordingSeconds: 120 })).status).toBe(200)
    const past = await installation.makePast(browser)
    expect(await walk(afterwards(me, past))).toEqual({})
  })

  test('what is deleted by typing its name, and what is made once', async () => {
    const organization = `/organizations/${me.organizations[0]?.id}/settings`
    for (const [path, heading, button, shown] of [
      ['/account', 'Account', 'Delete account', /^Type/],
      [organization, 'Settings', 'Delete organization', /^Type/],
      [`${project}/settings`, 'Settings', 'Delete project', /^Type/],
      ['/administration/organizations', 'Organizations', 'New organization', /^Name/],
    ] as const) {
      await visit(path, heading)
      await agent.getByRole('button', { name: button }).click()
      await agent.getByRole('dialog').getByLabel(shown).waitFor()
      expect(await look(agent), button).toEqual(clean)
    }
  })

  test('a project that somebody else deletes meanwhile', async () => {
    await visit(`${project}/members`, 'Members')
    await agent.getByText('ada@example.com').first().waitFor()
    const subject = { kind: 'project', id: project.split('/').at(-1) }
    const asked = await vitrine.api('/v1/data-deletion', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ subject }),
    })
    expect(asked.status).toBe(202)
    await agent.getByRole('heading', { name: /was deleted$/, level: 1 }).waitFor()
    expect(await look(agent)).toEqual(clean)
    await agent.getByRole('link', { name: 'All projects', exact: true }).click()
    await agent.getByRole('heading', { level: 1 }).waitFor()
  })
})
