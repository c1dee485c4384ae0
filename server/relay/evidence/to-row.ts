import type { RequestRecord } from './evidence.ts'
import { networkOf } from './network-of.ts'

const longest = { model: 200, userAgent: 200 }

/** As PostgreSQL takes texts: no NUL, nothing half a character; and no longer than anybody needs. */
const plain = (text: string, most: number): string => text.slice(0, most).replaceAll('\0', '').toWellFormed()

/** A record as it is written: without the client's address, with lengths bounded. Amounts travel as text. */
export function toRow(record: RequestRecord) {
  const { usage } = record
  return {
    request_id: record.requestId,
    at: new Date(record.startedAt).toISOString(),
    organization_id: record.organizationId,
    project_id: record.projectId,
    member_id: record.memberId,
    key_id: record.keyId,
    model: plain(record.model, longest.model),
    provider: record.provider,
    channel_id: record.channelId,
    endpoint: record.path,
    status: record.status,
    outcome: record.end,
    attempts: record.attempts,
    first_byte_ms: record.firstByteMs === null ? null : Math.round(record.firstByteMs),
    total_ms: Math.round(record.totalMs),
    overhead_ms: record.overheadMs,
    input_tokens: usage.input + usage.cachedInput + usage.cacheWrite + usage.cacheWriteLong + usage.audioInput,
    output_tokens: usage.output + usage.reasoning + usage.audioOutput,
    billed: record.billed,
    stream: record.stream,
    network: networkOf(record.from),
    user_agent: plain(record.userAgent, longest.userAgent),
    input: usage.input,
    cached_input: usage.cachedInput,
    cache_write: usage.cacheWrite,
    cache_write_long: usage.cacheWriteLong,
    output: usage.output,
    reasoning: usage.reasoning,
    audio_input: usage.audioInput,
    audio_output: usage.audioOutput,
    images: usage.images,
    characters: usage.characters,
    sound_ms: usage.soundMs,
    cost: record.cost.toString(),
    buy_cost: record.buyCost.toString(),
    /** Something was used, so that there is something to explain. */
    spent: record.cost > 0n || Object.values(usage).some((count) => count > 0),
  }
}

export type EvidenceRow = ReturnType<typeof toRow>
