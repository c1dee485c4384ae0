import type { Activity } from './activity.ts'
import type { ForeignSchema, Job, Limitation, LogField, Recipient } from './flow.ts'
import type { BrowserKey, BucketDeclaration, KeyspaceDeclaration, LocalFile } from './place.ts'
import type { Table } from './table.ts'

/** Every place where data rests or leaves. Documents, retention, erasure, export and the start-up check all read this. */
export type Declarations = {
  readonly activities: readonly Activity[]
  readonly tables: readonly Table[]
  readonly keyspaces: readonly KeyspaceDeclaration[]
  readonly buckets: readonly BucketDeclaration[]
  readonly localFiles: readonly LocalFile[]
  readonly browserKeys: readonly BrowserKey[]
  readonly recipients: readonly Recipient[]
  readonly jobs: readonly Job[]
  readonly foreignSchemas: readonly ForeignSchema[]
  readonly logFields: readonly LogField[]
  readonly limitations: readonly Limitation[]
}
