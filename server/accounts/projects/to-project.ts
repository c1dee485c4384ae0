import type { Project } from '@vitrine/protocol'
import type { ProjectRow } from '../rights/authorize-project.ts'

/** A project as the API shows it. */
export const toProject = (row: ProjectRow): Project => ({
  id: row.id,
  organizationId: row.organization_id,
  name: row.name,
  publicKey: row.public_key,
  origins: row.origins,
  masking: row.masking,
  retentionDays: row.retention_days,
  recordingSeconds: row.recording_seconds,
  capture: row.capture,
  triggers: row.triggers,
  region: row.region,
  createdAt: row.created_at.toISOString(),
})
