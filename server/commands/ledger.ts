import {
  type DocumentFormat,
  type DocumentKind,
  documentFormats,
  documentKindNames,
  listDifferences,
} from '@vitrine/ledger'
import { findDifferences } from '../platform/agreement.ts'
import { renderedFor } from '../privacy/index.ts'
import type { Command } from './command.ts'

export const ledgerCheck: Command = {
  words: 'ledger check',
  what: 'compares every store with the declarations, both ways',
  run: async (ctx) => {
    const differences = await findDifferences(ctx, { extensions: true })
    console.log(differences.length === 0 ? 'Stores and declarations agree.' : listDifferences(differences))
    return differences.length === 0 ? 0 : 1
  },
}

const oneOf = <T extends string>(known: readonly T[], given: string, what: string): T => {
  const found = known.find((one) => one === given)
  if (!found) throw new Error(`"${given}" is no ${what}: ${known.join(', ')}`)
  return found
}

export const ledgerRender: Command = {
  words: 'ledger render',
  takes: '[KIND] [--format=FORMAT] [--project=ID]',
  what: `prints a document: ${documentKindNames.join(', ')}; as ${documentFormats.join(', ')}`,
  flags: ['format', 'project'],
  run: async (ctx, { args, flags }) => {
    try {
      const kind = oneOf<DocumentKind>(documentKindNames, args[0] ?? 'privacy-page', 'document')
      const format = oneOf<DocumentFormat>(documentFormats, flags['format'] ?? 'html', 'format')
      console.log(await renderedFor(ctx, { kind, format, projectId: flags['project'] }))
      return 0
    } catch (error) {
      console.error(error instanceof Error ? error.message : error)
      return 1
    }
  },
}
