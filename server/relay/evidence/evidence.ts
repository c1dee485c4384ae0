import type { Usage } from '../../billing/index.ts'

/** What is known of a request afterwards. Never a word of its content. */
export type RequestRecord = {
  readonly requestId: string
  readonly organizationId: string
  readonly projectId: string | null
  readonly keyId: string
  readonly memberId: string | null
  /** As the client called it. */
  readonly model: string
  readonly provider: string
  readonly channelId: string | null
  readonly path: string
  readonly status: number
  /** `completed`, `client-gone`, `upstream-died`, `refused`, … */
  readonly end: string
  readonly attempts: number
  readonly startedAt: number
  readonly firstByteMs: number | null
  readonly totalMs: number
  /** Ours, of all that. */
  readonly overheadMs: number
  readonly usage: Usage
  readonly cost: bigint
  readonly buyCost: bigint
  readonly billed: boolean
  readonly stream: boolean
  /** Truncated before it is stored. */
  readonly from: string
  readonly userAgent: string
}

/** Takes records off the request path: bounded memory, batches by COPY; drops and counts when it can't keep up. */
export interface Evidence {
  note(record: RequestRecord): void
  close(): Promise<void>
}
