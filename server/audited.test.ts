import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** What writes without an entry of its own in an audit log, and why that is right. */
const needsNone: Readonly<Record<string, string>> = {
  'accounts/entrance/withdraw-registrations.ts': 'Part of withdrawing a code, which writes the entry.',
  'accounts/members/mark-leaving.ts': 'Part of asking for the erasure, which writes the entry.',
  'accounts/mail/send-token.ts': 'Whoever has the letter sent writes the entry.',
  'accounts/one-time-tokens.ts': 'Part of what makes or uses the link, which writes the entry.',
  'accounts/login/authenticate.ts': 'When a token or sign-in was last used.',
  'accounts/login/kept-logins.ts':
    'Signing in is listed in the account of whoever signed in; ending one writes an entry.',
  'accounts/login/second-step/recovery-codes.ts': 'Part of switching the second step, which writes the entry.',
  'accounts/login/second-step/begin-second-step.ts':
    'Counts for nothing until it is confirmed, which writes the entry.',
  'accounts/members/create-user.ts': 'Giving the membership writes the entry.',
  'accounts/entrance/complete-registration.ts': 'Giving the membership writes the entry.',
  'accounts/members/changeable-member.ts': 'Part of changing a member, which writes the entry.',
  'accounts/setup/ensure-first-admin-link.ts': 'An offer that only using it makes true.',
  'accounts/setup/first-admin.ts': 'A row without a person; becoming one writes the entry.',
  'accounts/audit-chain/seal-audit.ts': 'The seal of entries is no entry.',
  'accounts/audit-chain/check-audit.ts': 'What a reading found is kept in a table of its own.',
  'relay/supply/routes/set-targets.ts': 'Part of making or changing a route, which writes the entry.',
  'capture/voice/announce-voice.ts': 'Sent by a visitor.',
  'capture/voice/store-voice.ts': 'Sent by a visitor.',
  'capture/assets/store-asset.ts': 'Sent by a visitor.',
  'capture/assets/announce-assets.ts': 'Sent by a visitor.',
  'capture/keys.ts': 'Made for what a visitor sends.',
  'capture/start-recording.ts': 'Sent by a visitor.',
  'capture/store-chunk.ts': 'Sent by a visitor.',
  'capture/complete-recording.ts': 'Sent by a visitor.',
  'capture/triggers/keep-evaluations.ts': 'Sent by a visitor.',
  'capture/index-recording.ts': 'Computed from what a visitor sent.',
  'visitors/see-visitor.ts': 'Known from what a visitor sends.',
  'visitors/project-secret.ts': 'Made for what a visitor sends.',
  'relay/keys/spending.ts': 'What requests have spent is counted; their charges are the record.',
  'relay/webhooks/announce.ts': 'Who makes it happen writes the entry.',
  'relay/quality/begin-round.ts': 'When a round began; asking for one writes the entry.',
  'relay/quality/measure-routes.ts': 'What was counted is the record.',
  'relay/quality/check-channel.ts': 'What the questions found is the record.',
  'reports/receive-report.ts': 'Sent by a visitor.',
  'reports/open-report.ts': 'Sent by a visitor.',
  'billing/book-payment.ts': 'Part of booking a payment, which writes the entry.',
  'billing/warn-if-low.ts': 'That somebody was warned.',
  'billing/write-movement.ts': 'The entries of a balance are a record of their own.',
  'billing/carry-months.ts': 'Sums of entries that are a record of their own.',
  'billing/node/leases.ts': 'What a machine has set aside for requests; nobody did it.',
  'billing/node/post-charges.ts': 'The entries of a balance are a record of their own.',
  'billing/prices/load-prices.ts': 'Taken from the price list; each price has its time.',
  'privacy/erasure/carry-out-erasure.ts':
    'Asking for it writes the entry; its own row is the record of what became of it.',
  'privacy/retention/sweep.ts': 'The sweep keeps a record of its own.',
  'privacy/drift/check-drift.ts': 'What a comparison found is kept in a table of its own.',
  'privacy/drift/settle.ts': 'What a comparison found is kept in a table of its own.',
  'privacy/export/carry-out-export.ts': 'Asking for it writes the entry.',
  'privacy/documents/publish.ts': 'The chain of versions is the record.',
}

const domains = ['accounts', 'visitors', 'billing', 'relay', 'capture', 'reports', 'privacy']
const isCode = (path: string) => path.endsWith('.ts') && !/\.test\.ts$|(^|\/)testing\//.test(path)

const writing = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((path) => domains.includes(path.split('/')[0] ?? '') && isCode(path))
  .filter((path) => /\.(insertInto|updateTable|deleteFrom|compareAndSetEntry|removeEntry)\(/.test(textOf(path)))

function textOf(path: string): string {
  return readFileSync(join(import.meta.dirname, path), 'utf8')
}

const audits = (path: string) => /\baudit(Membership)?\(/.test(textOf(path))

test('whatever writes says so in an audit log, or is listed here with the reason why not', () => {
  expect(writing.length).toBeGreaterThan(20)
  const silent = writing.filter((path) => !audits(path) && !(path in needsNone))
  expect(silent, 'add audit(ctx, tx, …) to its transaction, or a line to needsNone').toEqual([])
})

test('no reason stands here without need', () => {
  const without = Object.keys(needsNone).filter((path) => !writing.includes(path) || audits(path))
  expect(without).toEqual([])
})
