import { expect, test } from 'vitest'
import { ChangeProject, ChangeReport, DisplayName, NewProject } from './index.ts'

const unstorable = ['a\u0000b', '\u0000', 'a\nb', 'a\u001b[31m', 'a\u0085b', '\ud800', 'a\udfff']

test.each(unstorable)('%j is no name, title or selector', (text) => {
  const masking = { mode: 'strict', block: [], mask: [text], unmask: [], ignore: [] }
  const tries = [
    DisplayName.safeParse(text),
    NewProject.safeParse({ name: text }),
    ChangeProject.safeParse({ name: text }),
    ChangeProject.safeParse({ masking }),
    ChangeReport.safeParse({ title: text }),
  ]
  expect(tries.map(({ success }) => success)).toEqual(tries.map(() => false))
})

test.each(['Ada', ' Zoë O’Neill ', '李小龍', '👩‍👩‍👧 & co', 'می‌خواهم', "'; drop table users; --"])(
  '%s is one',
  (text) => {
    expect(DisplayName.parse(text)).toBe(text.trim())
  },
)
