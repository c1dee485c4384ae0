import { waitingFlag, waitingReports } from '@vitrine/protocol'
import { expect, test } from 'vitest'
import { claimKeepalive, keepaliveBytes } from './keepalive.ts'
import { outboxSeconds } from './outbox.ts'
import { outboxFlag, outboxName } from './waiting.ts'

test('what is kept is what is declared', () => {
  const named = (name: string) => name.replace('{key}', 'pk_x')
  expect([outboxName('pk_x'), outboxFlag('pk_x')]).toEqual([named(waitingReports.name), named(waitingFlag.name)])
  expect([waitingReports.ttl.seconds, waitingFlag.ttl.seconds]).toEqual([outboxSeconds, outboxSeconds])
})

test('requests that may outlive the page stay below the browser’s limit together', () => {
  const first = claimKeepalive(keepaliveBytes - 10)
  expect(claimKeepalive(11)).toBeUndefined()
  const second = claimKeepalive(10)
  expect(claimKeepalive(1)).toBeUndefined()
  first?.()
  second?.()
  claimKeepalive(keepaliveBytes)?.()
})
