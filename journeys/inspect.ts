import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What axe-core finds within the elements that `within` selects, as "rule: where, where". A recorded page in a replay is
 * the visitor's, so frames are left out.
 */
export async function violations(page: Page, within: string, except: readonly string[] = []): Promise<string[]> {
  await settled(page)
  await page.evaluate(`globalThis.axe || (() => {${axe}\n})()`)
  const off = Object.fromEntries(except.map((rule) => [rule, { enabled: false }]))
  const options: RunOptions = {
    runOnly: rules,
    rules: off,
    iframes: false,
    preload: false,
    resultTypes: ['violations'],
  }
  const found = await page.evaluate<AxeResults>(
    `axe.run(${JSON.stringify({ include: [[within]] })}, ${JSON.stringify(options)})`,
  )
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** As the visitor's system would; pages that choose by script follow a moment later. */
export async function setScheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme })
  await page.waitForFunction(
    (scheme) => [undefined, scheme].includes(document.documentElement.dataset['mantineColorScheme'] as typeof scheme),
    colorScheme,
  )
}

/** A colour read half-way through a fade is nobody's colour. */
const settled = (page: Page) =>
  page.waitForFunction(() =>
    document.getAnimations().every((one) => {
      const ends = Number.isFinite(Number(one.effect?.getComputedTiming().endTime))
      return one.playState !== 'running' || !ends
    }),
  )

/** What of it doesn't fit the width of the window: a box that moves sideways, a control that is cut off. */
export const misfits = (page: Page, within: string): Promise<string[]> =>
  page.evaluate((within) => {
    const controls = 'a[href], button, input, select, textarea, summary, [role="tab"], [role="menuitem"]'
    const mayMove = 'nav, pre, [role="tablist"], [tabindex="0"]'
    const tops = [...document.querySelectorAll(within)]
    const roots = tops.flatMap(({ shadowRoot }) => shadowRoot ?? [])
    const boxes = tops.concat([...tops, ...roots].flatMap((root) => Array.from(root.querySelectorAll('*'))))
    const moves = (box: Element) =>
      box.scrollWidth > box.clientWidth + 1 &&
      (box === document.documentElement || /auto|scroll/.test(getComputedStyle(box).overflowX))
    /** The part of the width that can be seen or scrolled to. */
    const reachable = (control: Element): readonly [from: number, to: number] => {
      let [from, to] = [0, innerWidth]
      if (getComputedStyle(control).position === 'fixed') return [from, to]
      for (let box = control.parentElement; box; box = box.parentElement) {
        const { overflowX } = getComputedStyle(box)
        const { left, right } = box.getBoundingClientRect()
        if (box.matches(mayMove)) return [left - box.scrollLeft, left + box.scrollWidth]
        if (overflowX !== 'visible') [from, to] = [Math.max(from, left), Math.min(to, right)]
      }
      return [from, to]
    }
    const isCut = (control: Element) => {
      const [from, to] = reachable(control)
      const { left, right } = control.getBoundingClientRect()
      return left < from - 1 || right > to + 1
    }
    /** Shown to nobody, or, as a link that skips ahead, only once it has the focus. */
    const isUnseen = (control: Element) =>
      !control.checkVisibility({ visibilityProperty: true }) ||
      getComputedStyle(control).clipPath === 'inset(50%)' ||
      (control.matches('a[href^="#"]') && control.getBoundingClientRect().right <= 0)
    const start = ({ outerHTML }: Element) => outerHTML.slice(0, 120)
    return [
      ...boxes
        .filter((box) => moves(box) && !box.matches(mayMove))
        .map((box) => `moves sideways, ${box.scrollWidth} in ${box.clientWidth}: ${start(box)}`),
      ...boxes
        .filter((box) => box.matches(controls) && !isUnseen(box) && isCut(box))
        .map((control) => `cut off: ${start(control)}`),
    ]
  }, within)

export const unseen = /nothing has the focus|is out of view$|looks the same without the focus$/

/** The name of what has the focus, or why nobody can see that it has. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const target = document.activeElement
    if (!(target instanceof HTMLElement) || target === document.body) return 'nothing has the focus'
    const name = target.getAttribute('aria-label') ?? target.textContent?.trim() ?? ''
    const label = name || (target as HTMLInputElement).labels?.[0]?.textContent || target.tagName
    const look = () =>
      [target, target.parentElement ?? target]
        .flatMap((one) => [getComputedStyle(one), getComputedStyle(one, '::after')])
        .map(({ outlineStyle, outlineWidth, outlineColor, boxShadow }) =>
          [outlineStyle, outlineStyle === 'none' ? '' : outlineWidth + outlineColor, boxShadow].join(' '),
        )
        .join('; ')
    const { top, bottom, left, right } = target.getBoundingClientRect()
    if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth) return `${label} is out of view`
    const withFocus = look()
    target.blur()
    const without = look()
    target.focus({ preventScroll: true })
    return withFocus === without ? `${label} looks the same without the focus` : label
  })
