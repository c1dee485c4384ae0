import { expect, test } from 'vitest'
import { recipient } from '../flow.ts'
import { receiving, subjectOf } from './parts.ts'

const declared = {
  role: 'recipient',
  purpose: 'Something.',
  hosts: [],
  location: 'Ireland',
  receives: ['content'],
  keeps: '30 days',
  safeguards: [],
  notice: 'It goes there.',
} as const
const everybodys = recipient('host', { ...declared, name: 'Host' })
const members = recipient('post', { ...declared, name: 'Post', about: ['member'] })

test('who receives only members’ data is no recipient of visitors’, even of the same kind', () => {
  const nothing = {
    activities: [],
    tables: [],
    keyspaces: [],
    buckets: [],
    localFiles: [],
    browserKeys: [],
    jobs: [],
    foreignSchemas: [],
    logFields: [],
    limitations: [],
  }
  const operator = { name: 'x', address: 'x', country: 'x', contact: 'x', privacyContact: 'x' }
  const subject = subjectOf(
    { ...nothing, recipients: [everybodys, members] },
    {
      installation: { operator, publicUrl: 'https://x', activeRecipients: ['host', 'post'], region: 'eu' },
      recipients: [
        { ...everybodys, status: 'in use' },
        { ...members, status: 'in use' },
      ],
      changes: [],
      noticeDays: 30,
      operator: {},
      client: {},
    },
  )
  const names = (whose: 'visitor' | 'member') => receiving(subject, ['content'], [whose]).map(({ name }) => name)
  expect(names('visitor')).toEqual(['Host'])
  expect(names('member')).toEqual(['Host', 'Post'])
})
