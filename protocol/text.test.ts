import { expect, test } from 'vitest'
import {
  ChangeAnswers,
  ChangeProject,
  ChangeReport,
  ChangeSignOn,
  DisplayName,
  NewProject,
  ObjectToRecipient,
} from './index.ts'

const unstorable = ['a\u0000b', '\u0000', 'a\nb', 'a\u001b[31m', 'a\u0085b', '\ud800', 'a\udfff']

const provider = { issuer: 'https://id.example', clientId: 'us', defaultRole: 'viewer', onlySignOn: false }

test.each(unstorable)('%j is no name, title or selector', (text) => {
  const masking = { mode: 'strict', block: [], mask: [text], unmask: [], ignore: [] }
  const tries = [
    DisplayName.safeParse(text),
    NewProject.safeParse({ name: text }),
    ChangeProject.safeParse({ name: text }),
    ChangeProject.safeParse({ masking }),
    ChangeReport.safeParse({ title: text }),
    ChangeSignOn.safeParse({ ...provider, clientId: text }),
  ]
  expect(tries.map(({ success }) => success)).toEqual(tries.map(() => false))
})

test.each(['Ada', ' Zoë O’Neill ', '李小龍', '👩‍👩‍👧 & co', 'می‌خواهم', "'; drop table users; --"])(
  '%s is one',
  (text) => {
    expect(DisplayName.parse(text)).toBe(text.trim())
  },
)

test.each(['a\u0000b', 'a\u001b[31m', '\ud800', 'a\udfff'])('%j is no answer of a document, and no reason', (text) => {
  expect(ChangeAnswers.safeParse({ answers: { name: text } }).success).toBe(false)
  expect(ObjectToRecipient.safeParse({ reason: text }).success).toBe(false)
})

test('an answer of a document may have several lines, or be empty', () => {
  const answers = { name: '', measures: 'One\r\n\tTwo 👩‍👩‍👧\n' }
  expect(ChangeAnswers.parse({ answers })).toEqual({ answers })
})

test('a reason may have several lines, and says something', () => {
  expect(ObjectToRecipient.parse({ reason: ' One\nTwo ' })).toEqual({ reason: 'One\nTwo' })
  expect(ObjectToRecipient.safeParse({ reason: ' \n' }).success).toBe(false)
  expect(ChangeSignOn.safeParse(provider).success).toBe(true)
})
