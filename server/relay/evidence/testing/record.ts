import { randomUUID } from 'node:crypto'
import { noUsage } from '../../../billing/index.ts'
import type { RequestRecord } from '../evidence.ts'

/** A request that went well, unless `how` says otherwise. */
export const recordOf = (how: Partial<RequestRecord> & { readonly organizationId: string }): RequestRecord => ({
  requestId: randomUUID(),
  projectId: null,
  keyId: '3f0b1a52-7c64-4f0e-9b1d-2a4c6e8f0a1b',
  memberId: null,
  model: 'sim-large',
  provider: 'sim',
  channelId: null,
  path: 'chat',
  status: 200,
  end: 'completed',
  attempts: 1,
  startedAt: Date.parse('2026-11-20T10:30:00Z'),
  firstByteMs: 120.4,
  totalMs: 900.6,
  overheadMs: 0.4,
  usage: { ...noUsage, input: 100, output: 20 },
  cost: 140_000n,
  buyCost: 100_000n,
  billed: true,
  stream: true,
  from: '203.0.113.77',
  userAgent: 'OpenAI/JS 6.1',
  ...how,
})
