import { logField, operational, telemetry } from '@vitrine/ledger'

export const logFields = [
  logField('request_id', { what: 'Number of the request.', holds: operational('operation') }),
  logField('method', { what: 'HTTP method.', holds: telemetry('operation') }),
  logField('route', { what: 'Route pattern, without the values in it.', holds: telemetry('operation') }),
  logField('status', { what: 'HTTP status.', holds: telemetry('operation') }),
  logField('duration_ms', { what: 'How long it took.', holds: telemetry('operation') }),
  logField('job', { what: 'Name of the job.', holds: operational('operation') }),
  logField('error', { what: 'Name and message of an unexpected error, redacted.', holds: telemetry('operation') }),
  logField('stack', { what: 'Where an unexpected error came from, redacted.', holds: telemetry('operation') }),
  logField('place', { what: 'A table, bucket, keyspace or host of the ledger.', holds: operational('operation') }),
  logField('count', { what: 'How many.', holds: operational('operation') }),
  logField('project_id', { what: 'Which project.', holds: operational('reference') }),
  logField('version', { what: 'Version of the program or of a document.', holds: operational('operation') }),
  logField('seal', { what: 'Chain, number and hash of a seal of the audit log.', holds: operational('audit') }),
] as const
