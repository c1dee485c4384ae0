import { expect, test } from 'vitest'
import { markdownTable, readGuide } from '../../testing/guide.ts'
import { settings } from './settings.ts'

test('the guide lists every setting, its form and what holds without it', async () => {
  const rows = Object.entries(settings).map(([name, { what, expects, example, otherwise }]) => [
    `\`${name}\``,
    what,
    `${expects}: \`${example}\``,
    otherwise,
  ])
  expect(await readGuide('self-hosting.md')).toContain(
    markdownTable(['setting', 'what it is', 'must be, for example', 'without it'], rows),
  )
})
