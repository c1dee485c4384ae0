import { listDifferences, renderPrivacyPage } from '@vitrine/ledger'
import { findDifferences } from '../platform/agreement.ts'
import { publishPrivacyPage } from '../privacy/index.ts'
import type { Command } from './command.ts'

export const ledgerCheck: Command = {
  words: 'ledger check',
  what: 'compares every store with the declarations, both ways',
  run: async (ctx) => {
    const differences = await findDifferences(ctx)
    console.log(differences.length === 0 ? 'Stores and declarations agree.' : listDifferences(differences))
    return differences.length === 0 ? 0 : 1
  },
}

export const ledgerRender: Command = {
  words: 'ledger render',
  what: 'prints the privacy page as HTML',
  run: async (ctx) => {
    const { page, edition } = await publishPrivacyPage(ctx)
    console.log(renderPrivacyPage(page, edition))
    return 0
  },
}
