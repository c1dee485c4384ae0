import { applyJournal } from '../privacy/index.ts'
import type { Command } from './command.ts'

export const tombstonesApply: Command = {
  words: 'tombstones apply',
  what: 'erases again what a backup has brought back; every start does it too',
  run: async (ctx) => {
    const erased = Object.entries(await applyJournal(ctx))
    const list = erased.map(([table, count]) => `${table}: ${count}`)
    console.log(list.length > 0 ? `Erased again: ${list.join(', ')}.` : 'Nothing is there that was erased.')
    return 0
  },
}
