import type { DocumentFormat } from '@vitrine/ledger'

/** What a reader finds a format called. */
export const formatLabels: Record<DocumentFormat, string> = {
  html: 'page',
  md: 'Markdown',
  csv: 'table (CSV)',
  json: 'JSON',
  jsonld: 'DPV',
  yaml: 'fideslang',
}
